package io.github.versionedschema.journal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What became of a migration.
 *
 * @param migration its name
 * @param version the version that it leads to
 * @param outcome {@code expanding}, {@code expanded}, {@code completing},
 * {@code completed}, {@code aborting} or {@code aborted}; {@code baseline} when it was
 * only recorded
 * @param role the role of the leader that began it, or null when an older release did
 * @param host the instance that began it; the one that undid it when it was aborted
 * @param applicationVersion version of the application that began it, or null
 * @param checksum over its parsed content
 * @param startedAt when it began
 * @param finishedAt when it was completed or undone, or null
 * @param expandSeconds how long it took until its version was live, or null
 * @param completeSeconds how long complete took from the moment at which it retired the
 * older version, or null
 */
public record HistoryEntry(String migration, String version, String outcome, @Nullable String role, String host,
		@Nullable String applicationVersion, @Nullable String checksum, Instant startedAt, @Nullable Instant finishedAt,
		@Nullable Double expandSeconds, @Nullable Double completeSeconds) {

}
