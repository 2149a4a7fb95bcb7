package io.vicinal.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.bench.report.plot.Look;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StyleTest {
    private static final double LEAST = 3;

    @Test
    void contrastsOnBothThemes() {
        String[] themes = Template.text("plot.css").split("@media", 2);
        for (String theme : themes) {
            Map<String, Double> light = luminances(theme);
            double paper = light.getOrDefault("paper", Double.NaN);
            for (int i = 0; i < Look.COLOURS; i++) {
                assertThat(contrast(light.getOrDefault("s" + i, Double.NaN), paper))
                        .as("colour %d", i)
                        .isGreaterThanOrEqualTo(LEAST);
            }
            assertThat(contrast(light.getOrDefault("bar", Double.NaN), paper)).isGreaterThanOrEqualTo(LEAST);
            assertThat(contrast(light.getOrDefault("quiet", Double.NaN), paper)).isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void printsInTheLightColours() {
        String light = Template.text("plot.css").split("@media", 2)[0];
        String print = Template.text("report.css").split("@media print", 2)[1];

        assertThat(luminances(print)).isEqualTo(luminances(light)).hasSizeGreaterThan(Look.COLOURS);
    }

    private static Map<String, Double> luminances(String css) {
        Map<String, Double> luminances = new HashMap<>();
        Pattern.compile("--([a-z0-9]+): #([0-9a-f]{6});").matcher(css).results().forEach(match -> {
            int rgb = Integer.parseInt(match.group(2), 16);
            double luminance = 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
            luminances.put(match.group(1), luminance);
        });
        return luminances;
    }

    private static double linear(int rgb) {
        double part = (rgb & 255) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    private static double contrast(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }
}
