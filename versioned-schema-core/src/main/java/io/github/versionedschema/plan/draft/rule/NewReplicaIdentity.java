package io.github.versionedschema.plan.draft.rule;

import io.github.versionedschema.migration.model.ReplicaIdentityDefinition.Type;
import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * A replica identity that a chain gives to a table.
 *
 * @param type the kind of identity
 * @param index the index: its name in the older version, or that of an index that the
 * chain creates; null for the other kinds
 * @param source the operation
 */
public record NewReplicaIdentity(Type type, @Nullable String index, Source source) {

	/** Returns whether it is an index of that name. */
	public boolean isIndex(String name) {
		return name.equals(this.index);
	}

}
