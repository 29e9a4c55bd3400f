package io.github.versionedschema.plan.table;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Trial;
import io.github.versionedschema.plan.Trial.Client;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.Scope;

/**
 * Creates the client trials of one table, for the transactions that change it. This
 * includes a table that the newer version does not have, as triggers of other tables may
 * use it.
 */
public final class ClientTrials {

	private final Scope scope;

	private final SharedTable table;

	public ClientTrials(Scope scope, SharedTable table) {
		this.scope = scope;
		this.table = table;
	}

	/** Returns the trials for transactions before the newer version is live. */
	public List<Trial> whileExpanding() {
		return List.of(Trial.of(older()));
	}

	/** Returns the trials for the transaction that makes the newer version live. */
	public List<Trial> ofPublish() {
		boolean differs = this.table.needsViews() || this.table.isDropped();
		return differs ? List.of(new Trial(older(), newer())) : List.of();
	}

	/**
	 * Returns the trials for the transaction after which only the newer version exists.
	 */
	public List<Trial> ofContract() {
		return List.of(new Trial(newer(), this.table.isDropped() ? newer() : contracted()));
	}

	/**
	 * Returns the trials for a transaction in which columns get their new types, under
	 * the names that they have.
	 * @param aside the names of the columns that have their types from before
	 * @param before expressions for other values before it, by the columns' names
	 * @param after those after it
	 */
	public List<Trial> ofTypes(List<String> aside, Map<String, String> before, Map<String, String> after) {
		Client older = older();
		return List.of(new Trial(changing(older, older.columns(), before),
				changing(older, Stream.concat(older.columns().stream(), aside.stream()).toList(), after)));
	}

	private static Client changing(Client client, List<String> columns, Map<String, String> changes) {
		return new Client("newer", client.schema(), client.table(), client.name(), columns, changes);
	}

	private Client older() {
		List<ColumnDraft> columns = this.table.columns().stream().filter((column) -> column.source() != null).toList();
		return new Client("older", this.scope.oldSchema(), this.scope.table(this.table.physicalName()),
				this.table.source().name(), names(columns, ColumnDraft::physicalName));
	}

	private Client newer() {
		if (this.table.isDropped()) {
			return new Client("newer", this.scope.newSchema(), null, this.table.source().name(), List.of());
		}
		return newer(this.table.physicalName(), ColumnDraft::physicalName);
	}

	private Client contracted() {
		return newer(this.table.requiredName(), ColumnDraft::requiredName);
	}

	private Client newer(String physicalName, Function<ColumnDraft, String> column) {
		return new Client("newer", this.scope.newSchema(), this.scope.table(physicalName),
				Objects.requireNonNull(this.table.name()), names(this.table.visibleColumns(), column));
	}

	private static List<String> names(List<ColumnDraft> columns, Function<ColumnDraft, String> name) {
		return columns.stream().map(name).toList();
	}

}
