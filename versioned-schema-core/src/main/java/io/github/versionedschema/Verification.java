package io.github.versionedschema;

import java.util.List;

/**
 * The result of comparing what two live versions see.
 *
 * @param table the table
 * @param rule what was compared, as readable text
 * @param rows number of rows that differ
 * @param samples up to five of these rows, as JSON texts
 */
public record Verification(String table, String rule, long rows, List<String> samples) {
}
