package io.github.versionedschema.plan.strategy.key;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.KeyGuards;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.ForeignKey;

/**
 * The foreign keys that a chain adds, and the copies of foreign keys whose columns it
 * replaces on either side. They bind both versions, so they are added and validated
 * before the newer version is live.
 */
public final class ForeignKeys {

	private final AddedForeignKeys added;

	private final CopiedForeignKeys copied;

	private final PartKeys ofParts;

	public ForeignKeys(Scope scope, SchemaDraft draft, List<TableWork> works) {
		KeyTables tables = new KeyTables(scope.base(), draft.catalogue(), works);
		ForeignKeySteps keys = new ForeignKeySteps(tables);
		this.added = new AddedForeignKeys(scope, draft.foreignKeys(), keys);
		this.copied = new CopiedForeignKeys(scope, tables, keys);
		this.ofParts = new PartKeys(scope, tables, draft.foreignKeys(), works);
	}

	/**
	 * Returns the foreign keys of a table that values can violate until the version is
	 * published.
	 */
	public List<KeyGuards.Reference> computed(TableWork work) {
		return Stream.concat(this.added.references(work.table()), this.copied.references(work)).toList();
	}

	/**
	 * Returns the keys that complete replaces by copies, with the names of the copies
	 * until then.
	 */
	public Map<ForeignKey, String> copies() {
		return this.copied.names();
	}

	/**
	 * Returns the checks whether PostgreSQL accepts the types of each pair of columns.
	 */
	public List<Check> checks() {
		return Stream.concat(this.added.checks().stream(), this.copied.checks().stream()).toList();
	}

	/**
	 * Foreign keys on columns that both versions share are added as late as possible, as
	 * they bind clients of the older version at once. The same applies to deferred keys.
	 * Other computed values are omitted if they violate a key.
	 */
	public void writeExpand(Steps steps) {
		this.added.writeExpand(steps);
		this.copied.writeExpand(steps);
	}

	public void writeComplete(Steps steps) {
		this.copied.writeContract(steps);
	}

	/** Writes the steps after which all keys have their final names. */
	public void writeNames(Steps steps) {
		this.added.writeNames(steps);
		this.ofParts.writeNames(steps);
	}

}
