package io.github.versionedschema.journal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a migration.
 *
 * @param migration its name
 * @param version the version that it leads to
 * @param outcome {@code expanding}, {@code expanded}, {@code completing},
 * {@code completed}, {@code aborting} or {@code aborted}; {@code baseline} when it was
 * only recorded
 * @param role the role of the leader that began it, or null if an older release began it
 * @param host the instance that began it, or that undid it if it was aborted
 * @param applicationVersion version of the application that began it, or null
 * @param checksum checksum of its parsed content
 * @param startedAt when it began
 * @param finishedAt when it was completed or undone, or null
 * @param expandSeconds seconds until its version was live, or null
 * @param completeSeconds seconds from the retirement of the version before it until
 * complete was done, or null
 * @param error why its transition stopped, or why its expand was undone, or null
 */
public record HistoryEntry(String migration, String version, String outcome, @Nullable String role, String host,
		@Nullable String applicationVersion, @Nullable String checksum, Instant startedAt, @Nullable Instant finishedAt,
		@Nullable Double expandSeconds, @Nullable Double completeSeconds, @Nullable String error) {

}
