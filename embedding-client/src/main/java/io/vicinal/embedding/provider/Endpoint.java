package io.vicinal.embedding.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a host answers, from a base URL in any form that people write: with or without the version, with or without a slash at its
 * end, or with the endpoint itself. Equal hosts have equal endpoints.
 *
 * @param base scheme, host and path without a slash at its end
 * @param query what comes behind each URL, with its question mark, or nothing
 */
public record Endpoint(String base, String query) {
    private static final String EMBEDDINGS = "/embeddings";
    private static final Pattern VERSION = Pattern.compile(".*/v[0-9]+[a-z0-9]*(/.*)?");

    /**
     * Reads a base URL.
     *
     * @param url the URL, {@code http} or {@code https}
     * @param basePath the path that the URL may lack, for instance {@code /v1}
     * @return where that is
     * @throws IllegalArgumentException if it is no such URL, or holds a user or password
     */
    public static Endpoint of(String url, String basePath) {
        URI uri = parse(url.strip());
        String path = uri.getRawPath().replaceAll("/+$", "");
        if (path.endsWith(EMBEDDINGS)) {
            path = path.substring(0, path.length() - EMBEDDINGS.length());
        } else if (basePath.startsWith(path + "/") || path.isEmpty()) {
            path = basePath;
        } else if (!VERSION.matcher(path).matches()) {
            path = path + "/v1";
        }
        @Nullable String query = uri.getRawQuery();
        return new Endpoint(origin(uri) + path, query == null ? "" : "?" + query);
    }

    private static URI parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // The exception would repeat the URL, with a password in it if there is one.
            throw new IllegalArgumentException("base URL can't be read: " + e.getReason());
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("base URL must not hold a user or password");
        }
        @Nullable String scheme = uri.getScheme();
        boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!http || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "base URL must be like http://host:port/v1 or https://host/v1 but is '%s'".formatted(url));
        }
        return uri;
    }

    private static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }

    /**
     * Returns where something is below the base.
     *
     * @param path without a slash at its beginning
     * @return its URL
     */
    public URI at(String path) {
        return URI.create(base + "/" + path + query);
    }

    /**
     * Tells whether nothing on the way is encrypted.
     *
     * @return whether it is plain {@code http}
     */
    public boolean plain() {
        return base.startsWith("http:");
    }
}
