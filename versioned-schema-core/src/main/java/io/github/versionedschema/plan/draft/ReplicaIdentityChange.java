package io.github.versionedschema.plan.draft;

import java.util.Optional;

import io.github.versionedschema.migration.model.ReplicaIdentityDefinition;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.rule.NewReplicaIdentity;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.schema.Table;

/**
 * Sets what identifies a row of a table that both versions use, for logical replication.
 */
final class ReplicaIdentityChange {

	private final SharedTable table;

	private final Source operation;

	ReplicaIdentityChange(SharedTable table, Source operation) {
		this.table = table;
		this.operation = operation;
	}

	/** Returns the new identity; empty if the table has it already. */
	Optional<NewReplicaIdentity> apply(ReplicaIdentityDefinition identity) {
		String index = (identity.index() != null) ? this.table.rules().requiredIndex(identity.index()) : null;
		Table source = this.table.source();
		if (source.kind() == Table.Kind.PARTITIONED) {
			throw new Rejection("Table %s is partitioned, and each partition has a replica identity of its own."
				.formatted(Names.shown(this.table.name())), "Set it for each partition, with the sql operation.");
		}
		if (this.table.replicaIdentity() == null && source.isIdentifiedBy(identity.type().name(), index)) {
			this.table.schema()
				.note("Table %s already has the requested replica identity: nothing is changed there."
					.formatted(Names.shown(this.table.name())), this.operation);
			return Optional.empty();
		}
		return Optional.of(new NewReplicaIdentity(identity.type(), index, this.operation));
	}

}
