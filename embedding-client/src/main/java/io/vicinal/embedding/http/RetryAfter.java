package io.vicinal.embedding.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a host asks to wait, in all forms in use: {@code retry-after-ms}, and {@code Retry-After} with seconds, also with a
 * fraction, or with a date in one of the three forms of RFC 9110. A date is compared with the host's own clock if its answer tells.
 */
final class RetryAfter {
    /** Nobody waits longer, and beyond it numbers overflow. */
    private static final double MAX_SECONDS = 365.0 * 24 * 3600;

    private static final DateTimeFormatter RFC_850 = new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH);

    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

    private RetryAfter() {}

    /** Returns how long to wait; null if the host does not say, or nothing that is understood. */
    static @Nullable Duration of(HttpHeaders headers, Instant now) {
        Optional<Duration> millis = headers.firstValue("retry-after-ms").flatMap(value -> number(value, 1e-3));
        if (millis.isPresent()) {
            return millis.get();
        }
        @Nullable String value = headers.firstValue("retry-after").orElse(null);
        if (value == null) {
            return null;
        }
        Instant hostNow = headers.firstValue("date").flatMap(RetryAfter::date).orElse(now);
        return number(value, 1)
                .or(() -> date(value).map(date -> positive(Duration.between(hostNow, date))))
                .orElse(null);
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private static Optional<Duration> number(String value, double unit) {
        try {
            double seconds = Double.parseDouble(value.strip()) * unit;
            boolean usable = seconds >= 0 && seconds <= MAX_SECONDS;
            return usable ? Optional.of(Duration.ofNanos((long) (seconds * 1e9))) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> date(String value) {
        String text = value.strip();
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return obsoleteDate(text);
        }
    }

    private static Optional<Instant> obsoleteDate(String text) {
        for (DateTimeFormatter form : List.of(RFC_850, ASCTIME)) {
            try {
                return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                // The next form is tried.
            }
        }
        return Optional.empty();
    }
}
