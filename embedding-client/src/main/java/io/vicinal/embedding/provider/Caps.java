package io.vicinal.embedding.provider;

/**
 * How much a host takes at once.
 *
 * @param inputs texts a request
 * @param tokensPerInput tokens a text
 * @param tokensPerRequest tokens of all texts of a request
 */
public record Caps(int inputs, int tokensPerInput, int tokensPerRequest) {
    /** What OpenAI takes. */
    public static final Caps OPENAI = new Caps(2048, 8192, 300_000);

    /** What is tried first where nothing is known; less is learnt from what the host refuses. */
    public static final Caps UNKNOWN = OPENAI.inputs(96);

    /**
     * Makes caps.
     *
     * @throws IllegalArgumentException if one is less than 1
     */
    public Caps {
        atLeastOne("inputs", inputs);
        atLeastOne("tokensPerInput", tokensPerInput);
        atLeastOne("tokensPerRequest", tokensPerRequest);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1 but is %d".formatted(name, value));
        }
    }

    /**
     * Sets the texts a request.
     *
     * @param inputs at least 1
     * @return the caps with that number
     */
    public Caps inputs(int inputs) {
        return new Caps(inputs, tokensPerInput, tokensPerRequest);
    }

    /**
     * Sets the tokens a text.
     *
     * @param tokensPerInput at least 1
     * @return the caps with that number
     */
    public Caps tokensPerInput(int tokensPerInput) {
        return new Caps(inputs, tokensPerInput, tokensPerRequest);
    }

    /**
     * Sets the tokens of all texts of a request.
     *
     * @param tokensPerRequest at least 1
     * @return the caps with that number
     */
    public Caps tokensPerRequest(int tokensPerRequest) {
        return new Caps(inputs, tokensPerInput, tokensPerRequest);
    }
}
