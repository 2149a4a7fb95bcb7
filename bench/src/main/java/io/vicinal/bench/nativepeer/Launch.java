package io.vicinal.bench.nativepeer;

import java.util.List;

/** How to start a peer, or why it can't be started on this machine. */
public sealed interface Launch permits Launch.Command, Launch.Skipped {
    /**
     * A peer that is ready.
     *
     * @param words the program and its first arguments; the arena's own follow them
     */
    record Command(List<String> words) implements Launch {
        /**
         * Copies the words.
         *
         * @param words the program and its first arguments
         */
        public Command {
            words = List.copyOf(words);
        }
    }

    /**
     * A peer that is left out.
     *
     * @param reason why, for the report, such as {@code g++ is not installed}
     */
    record Skipped(String reason) implements Launch {}
}
