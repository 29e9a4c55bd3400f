package io.github.versionedschema.plan.strategy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.github.versionedschema.migration.model.ReplicaIdentityDefinition.Type;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.ddl.ReplicaIdentitySql;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.draft.rule.NewReplicaIdentity;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.ReplicaIdentity;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Writes the steps that set what identifies a row for logical replication. It is set
 * during expand, after the table's indexes are built. An index whose columns are not
 * declared NOT NULL yet, or that is replaced by a copy, is set by complete, and so is
 * every identity while an older live version changes the table.
 */
final class ReplicaIdentitySteps {

	private final TableWork work;

	private final Table source;

	private final @Nullable NewReplicaIdentity identity;

	ReplicaIdentitySteps(TableWork work) {
		this.work = work;
		this.source = work.table().source();
		this.identity = work.table().replicaIdentity();
	}

	void writeExpand(Steps steps) {
		if (this.identity != null && isSetDuringExpand(this.identity)) {
			steps
				.add("replica_identity." + this.work.name(), Phase.BIND,
						"set the replica identity of " + this.work.name())
				.on(this.work.name())
				.locking("ACCESS EXCLUSIVE on " + this.work.name())
				.from(this.work.table().origin())
				.undoneBy(Steps.exclusively(this.work.sqlName(), former()))
				.runs(Steps.exclusively(this.work.sqlName(), set(this.work.sqlName(), this.identity)));
		}
	}

	void writeComplete(Steps steps) {
		if (this.identity != null && !isSetDuringExpand(this.identity) && !isOfCopy(this.identity)) {
			FinalTable table = new FinalTable(this.work);
			table.writeExclusive(steps, "replica_identity", "set the replica identity of " + table.name(),
					List.of(set(table.sql(), this.identity)));
		}
	}

	/** Returns whether an index becomes the identity when its copy replaces it. */
	boolean isSetOnCopy(Index index) {
		return this.identity != null && isOfCopy(this.identity) && this.identity.isIndex(index.name());
	}

	private boolean isSetDuringExpand(NewReplicaIdentity wanted) {
		// The removal of an older live version may set its own identity, or NOT NULL.
		if (!this.source.physical().formerNames().isEmpty()) {
			return false;
		}
		if (wanted.type() != Type.INDEX) {
			return true;
		}
		return added(wanted)
			.map((index) -> index.keyColumns()
				.stream()
				.map(ColumnDraft::source)
				.allMatch((column) -> column != null && column.notNull()))
			.orElseGet(() -> existing(wanted).keys()
				.stream()
				.allMatch((key) -> this.source.column(key.column()).filter(Column::notNull).isPresent()));
	}

	private boolean isOfCopy(NewReplicaIdentity wanted) {
		return wanted.type() == Type.INDEX && added(wanted).isEmpty()
				&& this.work.indexes().indexes().contains(existing(wanted));
	}

	private Optional<NewIndex> added(NewReplicaIdentity wanted) {
		return this.work.table().newIndexes().stream().filter((index) -> wanted.isIndex(index.name())).findFirst();
	}

	private Index existing(NewReplicaIdentity wanted) {
		return this.source.index(Objects.requireNonNull(wanted.index())).orElseThrow();
	}

	private String set(String table, NewReplicaIdentity wanted) {
		return ReplicaIdentitySql.set(table, wanted.type().name(), (wanted.type() == Type.INDEX)
				? added(wanted).map(NewIndex::waitingName).orElseGet(() -> existing(wanted).name()) : null);
	}

	/** An index may have got another name since an older version was removed. */
	private String former() {
		String kind = this.source.replicaIdentity().name();
		return this.source.indexes()
			.stream()
			.filter(Index::replicaIdentity)
			.findFirst()
			.map((index) -> ReplicaIdentitySql.index(this.work.sqlName(), index.oid()))
			.orElseGet(() -> ReplicaIdentitySql.set(this.work.sqlName(),
					(this.source.replicaIdentity() == ReplicaIdentity.INDEX) ? "NOTHING" : kind, null));
	}

}
