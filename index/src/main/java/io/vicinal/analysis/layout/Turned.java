package io.vicinal.analysis.layout;

/** Turns pictures. */
public final class Turned {
    private Turned() {}

    /**
     * Turns a picture so that it is widest across, with its middle at 0.
     *
     * @param places x and y of each point
     * @return x and y of each point, at the same distances from each other
     */
    public static float[] wide(float[] places) {
        int count = places.length / 2;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < count; i++) {
            meanX += places[2 * i] / (double) count;
            meanY += places[2 * i + 1] / (double) count;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < count; i++) {
            double x = places[2 * i] - meanX;
            double y = places[2 * i + 1] - meanY;
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        double angle = Math.atan2(2 * xy, xx - yy) / 2;
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        float[] turned = new float[places.length];
        for (int i = 0; i < count; i++) {
            double x = places[2 * i] - meanX;
            double y = places[2 * i + 1] - meanY;
            turned[2 * i] = (float) (cosine * x + sine * y);
            turned[2 * i + 1] = (float) (cosine * y - sine * x);
        }
        return turned;
    }
}
