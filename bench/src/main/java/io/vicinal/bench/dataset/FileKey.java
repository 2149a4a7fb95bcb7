package io.vicinal.bench.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Folder names for what is made from files: another name when a file has changed, by its size or its time. */
final class FileKey {
    private static final int BYTES = 12;

    private final StringBuilder parts = new StringBuilder("v1");

    FileKey add(String part) {
        parts.append('\n').append(part);
        return this;
    }

    FileKey add(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return add(file.toAbsolutePath().normalize().toString())
                .add(Long.toString(attributes.size()))
                .add(attributes.lastModifiedTime().toInstant().toString());
    }

    String name() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(parts.toString().getBytes(StandardCharsets.UTF_8));
            return "files-" + HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
