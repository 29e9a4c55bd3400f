package io.github.versionedschema.plan.table;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.rule.NewReplicaIdentity;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.ReplicaIdentity;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * What identifies a row of a table as the newer version of a chain has it after complete.
 * Until then the table may have the identity of any live version.
 */
public final class NewerReplicaIdentity {

	private final Table source;

	private final @Nullable NewReplicaIdentity changed;

	/**
	 * Creates the identity.
	 * @param draft the table in the chain
	 */
	public NewerReplicaIdentity(SharedTable draft) {
		this.source = draft.source();
		this.changed = draft.replicaIdentity();
	}

	/** Returns the kind of identity. */
	public ReplicaIdentity kind() {
		return (this.changed != null) ? ReplicaIdentity.valueOf(this.changed.type().name())
				: this.source.replicaIdentity();
	}

	/**
	 * Returns whether it is an index.
	 * @param name its name in the older version, or that of an index that the chain
	 * creates
	 */
	public boolean isIndex(String name) {
		return (this.changed != null) ? this.changed.isIndex(name)
				: this.source.index(name).filter(Index::replicaIdentity).isPresent();
	}

}
