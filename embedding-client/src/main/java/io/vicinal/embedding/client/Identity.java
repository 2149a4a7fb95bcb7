package io.vicinal.embedding.client;

import io.vicinal.embedding.wire.RequestBody;
import java.util.TreeMap;

/** What makes vectors of a host comparable, as one line: {@code openrouter:openai/text-embedding-3-small dimensions=512}. */
final class Identity {
    private Identity() {}

    /** Names host and model, and what was asked for that may change vectors: not how they are written, nor who asks. */
    static String of(String provider, RequestBody request) {
        StringBuilder identity = new StringBuilder(provider)
                .append(provider.contains("://") ? '#' : ':')
                .append(request.model());
        if (request.dimensions() > 0) {
            identity.append(" dimensions=").append(request.dimensions());
        }
        if (request.inputType() != null) {
            identity.append(" input_type=").append(request.inputType());
        }
        new TreeMap<>(request.more())
                .forEach((name, value) ->
                        identity.append(' ').append(name).append('=').append(value));
        return identity.toString();
    }
}
