package io.github.versionedschema.journal;

import java.time.Instant;

/**
 * Earlier failures of an expand of the same migrations, each of which was undone because
 * it would have failed again.
 *
 * @param count number of failures
 * @param since time of the first failure
 * @param last reason of the last failure
 */
public record EarlierFailures(long count, Instant since, String last) {
}
