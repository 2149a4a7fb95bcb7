package io.vicinal.cli.command;

import io.vicinal.analysis.Keep;
import io.vicinal.collection.Collection;

/** Which document of a group of duplicates stays, as it is chosen on the command line. */
enum KeepRule {
    /** The one that was put first. */
    FIRST,
    /** The one with the longest text. */
    LONGEST,
    /** The one nearest to the middle of all. */
    CENTRAL;

    Keep rule(Collection documents) {
        return switch (this) {
            case FIRST -> Keep.FIRST;
            case LONGEST -> Keep.longestText(documents);
            case CENTRAL -> Keep.CENTRAL;
        };
    }
}
