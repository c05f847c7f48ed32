package org.nucleus.collector.http;

/** Paths as addresses are compared: without empty segments and without a slash at the end. */
final class PlainPath {
    private PlainPath() {}

    /**
     * The plain form of a path; the same object where it is plain already.
     *
     * @param path as sent, or null
     */
    static String of(String path) {
        if (path == null || path.isEmpty()) {
            return "";
        }
        if (!path.endsWith("/") && !path.contains("//")) {
            return path;
        }
        StringBuilder plain = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char next = path.charAt(i);
            boolean again =
                    next == '/' && !plain.isEmpty() && plain.charAt(plain.length() - 1) == '/';
            if (!again) {
                plain.append(next);
            }
        }
        int end = plain.length() - 1;
        return plain.charAt(end) == '/' ? plain.substring(0, end) : plain.toString();
    }

    /**
     * What follows a folder in the plain form of a path below it.
     *
     * @param folder begins and ends with a slash
     */
    static String below(String path, String folder) {
        String plain = of(path);
        return plain.startsWith(folder) ? plain.substring(folder.length()) : "";
    }

    /** Whether a plain path is this address, or below it. */
    static boolean isAt(String plain, String address) {
        return plain.startsWith(address)
                && (plain.length() == address.length() || plain.charAt(address.length()) == '/');
    }
}
