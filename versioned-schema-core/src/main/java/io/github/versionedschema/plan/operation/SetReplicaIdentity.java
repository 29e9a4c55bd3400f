package io.github.versionedschema.plan.operation;

import java.util.List;

import io.github.versionedschema.migration.model.ReplicaIdentityDefinition;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;

/**
 * Sets what identifies a row of a table for logical replication: during expand, for all
 * live versions, or at complete if the index gets its columns or their NOT NULL only
 * then.
 *
 * @param table the table
 * @param identity the identity
 */
public record SetReplicaIdentity(String table, ReplicaIdentityDefinition identity) implements SchemaOperation {

	@Override
	public List<String> relations() {
		return List.of(this.table);
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		if (this.identity.type() == ReplicaIdentityDefinition.Type.INDEX && this.identity.index() == null) {
			throw new Rejection(
					"The replica identity of table %s is an index without a name.".formatted(Names.shown(this.table)),
					"Give \"index\", or another \"type\".");
		}
		draft.table(this.table).setReplicaIdentity(this.identity, source);
	}

}
