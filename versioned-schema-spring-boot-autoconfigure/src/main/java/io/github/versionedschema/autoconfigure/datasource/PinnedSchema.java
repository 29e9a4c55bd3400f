package io.github.versionedschema.autoconfigure.datasource;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.autoconfigure.transition.ApplicationVersion;
import io.github.versionedschema.autoconfigure.transition.FirstConnection;

/**
 * Schema to whose version pools are pinned.
 *
 * @param schema the engine
 * @param version to pin to
 * @param pools registers pinned pools
 * @param leader connects the leader
 * @param database is used instead of the configured one
 * @param choice of the DataSources to pin
 * @param firstConnection is opened as soon as the first pool is pinned
 */
public record PinnedSchema(VersionedSchema schema, ApplicationVersion version, PinnedPools pools,
		LeaderConnections leader, SubstitutedDatabase database, DataSourceChoice choice,
		FirstConnection firstConnection) {
}
