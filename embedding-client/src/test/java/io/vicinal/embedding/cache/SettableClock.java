package io.vicinal.embedding.cache;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Shows the last second of some day, in UTC. */
final class SettableClock implements InstantSource {
    private volatile LocalDate today = LocalDate.of(2026, 2, 27);

    void advance(int days) {
        today = today.plusDays(days);
    }

    @Override
    public Instant instant() {
        return today.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusSeconds(1);
    }
}
