package io.vicinal.embedding.host;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers of a host on a bad day: 5 % of requests come too fast for it, 2 % find it broken, 1 % are cut, and one with a poisoned text or
 * too many texts is refused. It counts who got what.
 */
public final class TroubledHost implements Reply {
    private static final String POISON = "poison";

    private final Reply good;
    private final Reply cut;
    private final int mostInputs;
    private final SplittableRandom random;
    private final Map<String, Integer> answered = new ConcurrentHashMap<>();
    private final AtomicInteger tooLarge = new AtomicInteger();

    /**
     * Makes such answers.
     *
     * @param dimension of the vectors
     * @param mostInputs texts a request
     * @param seed of the trouble
     */
    public TroubledHost(int dimension, int mostInputs, long seed) {
        this.good = Reply.good(Dialect.COMPATIBLE, dimension);
        this.cut = Reply.cut(request -> Answers.of(Dialect.COMPATIBLE, request.inputs(), dimension));
        this.mostInputs = mostInputs;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Returns a text.
     *
     * @param number of the text; each 500th is poisoned
     * @return the text
     */
    public static String text(int number) {
        return (isPoisoned(number) ? POISON : "text") + " number " + number + " of many";
    }

    /**
     * Tells whether a text is poisoned.
     *
     * @param number of the text
     * @return whether the host refuses it
     */
    public static boolean isPoisoned(int number) {
        return number % 500 == 123;
    }

    /**
     * Returns how often vectors were sent.
     *
     * @return whole answers by text
     */
    public Map<String, Integer> answered() {
        return answered;
    }

    /**
     * Returns how many requests had too many texts.
     *
     * @return requests
     */
    public int tooLarge() {
        return tooLarge.get();
    }

    @Override
    public void send(HttpExchange exchange, Received request) throws IOException {
        List<String> inputs = request.inputs();
        if (inputs.size() > mostInputs) {
            tooLarge.incrementAndGet();
            Reply.error(400, "too many inputs").send(exchange, request);
            return;
        }
        int dice = roll();
        if (dice < 5) {
            Reply.status(429, "{\"error\":{\"code\":429,\"message\":\"slow down\"}}", "retry-after-ms", "2")
                    .send(exchange, request);
        } else if (dice < 7) {
            Reply.error(dice == 5 ? 500 : 503, "broken").send(exchange, request);
        } else if (dice < 8) {
            cut.send(exchange, request);
        } else if (inputs.stream().anyMatch(text -> text.startsWith(POISON))) {
            Reply.error(400, "a text is not allowed").send(exchange, request);
        } else {
            good.send(exchange, request);
            inputs.forEach(text -> answered.merge(text, 1, Integer::sum));
        }
    }

    private synchronized int roll() {
        return random.nextInt(100);
    }
}
