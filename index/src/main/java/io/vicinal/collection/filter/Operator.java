package io.vicinal.collection.filter;

/** How a field's value is compared with another. */
public enum Operator {
    /** Equal. */
    EQ("="),

    /** There, but not equal. */
    NE("!="),

    /** Greater. */
    GT(">"),

    /** Greater or equal. */
    GE(">="),

    /** Less. */
    LT("<"),

    /** Less or equal. */
    LE("<=");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /** Returns the operator of a symbol that is one. */
    static Operator of(String symbol) {
        for (Operator operator : values()) {
            if (operator.symbol.equals(symbol)) {
                return operator;
            }
        }
        throw new IllegalArgumentException("operator must be one of = != > >= < <= but is " + symbol);
    }

    /**
     * Tells whether the values need an order.
     *
     * @return false for equal and not equal
     */
    public boolean ordered() {
        return this != EQ && this != NE;
    }

    /** Tells whether it holds for values of which the first is less, equal or greater as the sign says. */
    boolean holds(int sign) {
        return switch (this) {
            case EQ -> sign == 0;
            case NE -> sign != 0;
            case GT -> sign > 0;
            case GE -> sign >= 0;
            case LT -> sign < 0;
            case LE -> sign <= 0;
        };
    }

    /** Returns how it is written in a filter, such as {@code >=}. */
    @Override
    public String toString() {
        return symbol;
    }
}
