package io.github.versionedschema.journal;

import java.time.Instant;

/**
 * How an expand of the same migrations ended before: each time it was undone because it
 * would only have failed again.
 *
 * @param count how often
 * @param since when it failed first
 * @param last why it failed the last time
 */
public record EarlierFailures(long count, Instant since, String last) {
}
