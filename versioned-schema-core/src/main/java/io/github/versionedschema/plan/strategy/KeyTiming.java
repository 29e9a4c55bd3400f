package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.ddl.Successors;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.table.IndexBuild;
import io.github.versionedschema.plan.table.IndexMethod;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;

/**
 * Restores deferrable keys whose copies had another form while both versions were live:
 * they were initially deferred, and the copy of a primary key was only unique. PostgreSQL
 * cannot alter this, so another index is built that replaces the key.
 */
final class KeyTiming {

	private final TableWork work;

	private final IndexMethod method;

	private final String table;

	/**
	 * Creates the steps.
	 * @param method how indexes are built
	 */
	KeyTiming(TableWork work, IndexMethod method) {
		this.work = work;
		this.method = method;
		this.table = work.table().requiredName();
	}

	void write(Steps steps) {
		this.work.indexes()
			.indexes()
			.stream()
			.filter(this.work.indexes()::isReplacedAfterContract)
			.forEach((index) -> write(steps, index));
	}

	private void write(Steps steps, Index index) {
		IndexCopies copies = this.work.indexes();
		String id = "finish.%s.deferrable.%s".formatted(this.work.name(), index.name());
		String copy = copies.copyName(index);
		new IndexBuild(this.method, this.work.scope(), this.work.table().source(), this.table,
				this.work.table().origin())
			.write(steps, Phase.FINISH, id + ".index", copy, "build the index of key " + index.name() + " again", (on,
					name, concurrently) -> copies.create(index, on, name, concurrently, ColumnDraft::requiredName));
		String sql = this.work.scope().table(this.table);
		steps.add(id, Phase.FINISH, "let key %s be checked as before".formatted(index.name()))
			.on(this.table)
			.locking("ACCESS EXCLUSIVE on " + this.table)
			.from(this.work.table().origin())
			.runs(new Action.Transaction(List.of(TableLock.exclusive(sql)), exchange(index, copy, sql)));
	}

	private List<String> exchange(Index index, String copy, String sql) {
		Constraint key = this.work.table()
			.source()
			.constraint(Objects.requireNonNull(index.constraint()))
			.orElseThrow();
		String name = Identifier.quote(key.name());
		Successors successors = new Successors();
		successors.index(this.work.scope().table(index.name()), index.storageParameters());
		successors.constraint(sql, key.name());
		List<String> statements = new ArrayList<>(successors.remember());
		statements.add("ALTER TABLE %s DROP CONSTRAINT %s".formatted(sql, name));
		statements.add("ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s DEFERRABLE%s".formatted(sql, name,
				index.primary() ? "PRIMARY KEY" : "UNIQUE", Identifier.quote(copy),
				key.initiallyDeferred() ? " INITIALLY DEFERRED" : ""));
		statements.addAll(successors.restore());
		return statements;
	}

}
