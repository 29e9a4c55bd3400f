package io.github.versionedschema;

import java.util.List;

/**
 * The result of comparing what two live versions see.
 *
 * @param table the table
 * @param rule what was compared, for people
 * @param rows how many rows differ
 * @param samples up to five of them, as JSON texts
 */
public record Verification(String table, String rule, long rows, List<String> samples) {
}
