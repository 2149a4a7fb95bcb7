package io.vicinal.bench.arena;

/**
 * How the graphs of a run are built.
 *
 * @param connections neighbours of a node on the upper levels, <i>M</i>
 * @param effort candidates looked at for a row, <i>efConstruction</i>
 */
record BuildSetting(int connections, int effort) {
    /** Reads for instance {@code 16/200}. */
    static BuildSetting parse(String text) {
        String[] parts = text.split("/", -1);
        try {
            if (parts.length == 2) {
                BuildSetting setting = new BuildSetting(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
                if (setting.connections > 1 && setting.effort > 0) {
                    return setting;
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(complaint(text), e);
        }
        throw new IllegalArgumentException(complaint(text));
    }

    private static String complaint(String text) {
        return "a build setting must be connections/effort, for instance 16/200, but is '%s'".formatted(text);
    }

    @Override
    public String toString() {
        return connections + "/" + effort;
    }
}
