package io.vicinal.analysis;

/**
 * How a {@link Classifier} decides. Immutable: each method returns another that differs in one thing.
 *
 * @param k how many of the nearest labelled documents vote
 * @param minConfidence a label that is less likely to be right is not given; 0 gives it in any case
 * @param strangers the part of the labelled documents that would have been called strange themselves: what is farther from all labelled documents than
 *     the others are from their nearest is none of these; 0 for nothing that is nearer than the strangest of them
 */
public record ClassifierSettings(int k, double minConfidence, double strangers) {
    /** Ten voters, any confidence, and one labelled document in a hundred strange. */
    public static final ClassifierSettings DEFAULT = new ClassifierSettings(10, 0, 0.01);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range, naming it
     */
    public ClassifierSettings {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1 but is " + k);
        }
        requirePart("minConfidence", minConfidence);
        requirePart("strangers", strangers);
    }

    private static void requirePart(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s must be between 0 and 1 but is %s".formatted(name, value));
        }
    }

    /**
     * Sets the number of voters.
     *
     * @param newK at least 1
     * @return settings with that number
     * @throws IllegalArgumentException if it is less
     */
    public ClassifierSettings withK(int newK) {
        return new ClassifierSettings(newK, minConfidence, strangers);
    }

    /**
     * Sets how sure an answer must be.
     *
     * @param newMinConfidence 0 to 1
     * @return settings with that limit
     * @throws IllegalArgumentException if it is out of range
     */
    public ClassifierSettings withMinConfidence(double newMinConfidence) {
        return new ClassifierSettings(k, newMinConfidence, strangers);
    }

    /**
     * Sets how far from all labelled documents is strange.
     *
     * @param newStrangers 0 to 1: the part of the labelled documents that would be strange themselves
     * @return settings with that part
     * @throws IllegalArgumentException if it is out of range
     */
    public ClassifierSettings withStrangers(double newStrangers) {
        return new ClassifierSettings(k, minConfidence, newStrangers);
    }
}
