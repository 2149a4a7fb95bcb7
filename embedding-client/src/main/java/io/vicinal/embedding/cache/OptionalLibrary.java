package io.vicinal.embedding.cache;

/** A library that only some users have. It is looked for on the class path, and as a module where it is one. */
final class OptionalLibrary {
    private OptionalLibrary() {}

    /**
     * Finds a library, and lets this module use it. None of its code runs.
     *
     * @return the module that it is in, the unnamed one if it is on the class path
     * @throws IllegalStateException if it isn't there; the message says how to get it
     */
    static Module require(String className, String artifact) {
        try {
            Module library = Class.forName(className, false, OptionalLibrary.class.getClassLoader())
                    .getModule();
            OptionalLibrary.class.getModule().addReads(library);
            return library;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this cache needs the library %s on the class path".formatted(artifact), e);
        }
    }
}
