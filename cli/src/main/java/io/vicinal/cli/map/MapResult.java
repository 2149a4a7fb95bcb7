package io.vicinal.cli.map;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a picture.
 *
 * @param documents how many are drawn
 * @param leftOut how many there was no room for
 * @param recall how many of the true neighbours the picture was made of
 * @param preserved how many of these neighbours are neighbours in the picture
 * @param colourings by what points can be coloured
 * @param bytes the size of the page
 */
public record MapResult(
        int documents, long leftOut, double recall, double preserved, List<String> colourings, long bytes) {
    /**
     * Returns the result for programs.
     *
     * @return names and values
     */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("documents", documents);
        json.put("leftOut", leftOut);
        json.put("neighbourRecall", recall);
        json.put("preserved", preserved);
        json.put("colourings", colourings);
        json.put("bytes", bytes);
        return json;
    }
}
