package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.ColumnUse;
import io.github.versionedschema.schema.Dependant;
import io.github.versionedschema.schema.RowTypeUse;
import org.jspecify.annotations.Nullable;

/**
 * The uses of a table, its columns, its sequences and its row type that end at complete,
 * because the newer version does not have the table or column that uses them, or has the
 * column with another default.
 */
public final class LeavingUses {

	private final SchemaDraft schema;

	/**
	 * Creates the uses.
	 * @param schema the draft after the chain
	 */
	public LeavingUses(SchemaDraft schema) {
		this.schema = schema;
	}

	/** Returns whether the use of a table, of its columns or its sequence ends. */
	public boolean contains(Dependant dependant) {
		ColumnUse user = dependant.user();
		return user != null && ends(user, (column) -> !column.filling().defaultChanged());
	}

	/** Returns whether the use of a row type ends. */
	public boolean contains(RowTypeUse use) {
		ColumnUse user = use.user();
		return user != null && ends(user, LeavingUses::hasSameType);
	}

	private boolean ends(ColumnUse user, Predicate<ColumnDraft> goesOn) {
		return table(user).filter((table) -> table.isDropped() || (user.number() != 0 && table.visibleColumns()
			.stream()
			.filter((column) -> isNumber(column, user.number()))
			.noneMatch(goesOn))).isPresent();
	}

	private Optional<SharedTable> table(ColumnUse user) {
		return this.schema.touchedTables()
			.stream()
			.filter((table) -> user.schema().equals(this.schema.catalogue().schema())
					&& table.physicalName().equals(user.table()))
			.findFirst();
	}

	private static boolean isNumber(ColumnDraft column, int number) {
		Column ancestor = column.ancestor();
		return ancestor != null && ancestor.number() == number;
	}

	private static boolean hasSameType(ColumnDraft column) {
		Column ancestor = column.ancestor();
		return ancestor != null && column.hasType(ancestor.type());
	}

	/** Returns whether other tables have to be changed before a table can be dropped. */
	public boolean hasUsers(SharedTable table) {
		return !users(table).isEmpty();
	}

	/**
	 * Returns whether a table would have to be contracted before and after another one.
	 */
	public boolean isMutual(SharedTable table) {
		Set<SharedTable> users = new LinkedHashSet<>();
		List<SharedTable> next = users(table);
		while (!next.isEmpty()) {
			users.addAll(next);
			next = next.stream()
				.filter(SharedTable::isDropped)
				.flatMap((user) -> users(user).stream())
				.filter((user) -> !users.contains(user))
				.distinct()
				.toList();
		}
		return users.contains(table);
	}

	/**
	 * Returns the tables, each that is dropped or loses a column after the tables that
	 * use it.
	 */
	public List<TableWork> ordered(List<TableWork> works) {
		List<TableWork> left = new ArrayList<>(works);
		List<TableWork> ordered = new ArrayList<>();
		while (!left.isEmpty()) {
			TableWork next = left.stream().filter((work) -> isUsedByNone(work, left)).findFirst().orElse(left.get(0));
			left.remove(next);
			ordered.add(next);
		}
		return ordered;
	}

	private boolean isUsedByNone(TableWork work, List<TableWork> others) {
		List<SharedTable> users = users(work.table());
		return others.stream().map(TableWork::table).noneMatch(users::contains);
	}

	private List<SharedTable> users(SharedTable owner) {
		Stream<@Nullable ColumnUse> uses = owner.isDropped()
				? Stream.concat(owner.source().dependants().stream().filter(this::contains).map(Dependant::user),
						owner.source().rowTypeUses().stream().filter(this::contains).map(RowTypeUse::user))
				: usesOfRemovedColumns(owner);
		return uses.filter(Objects::nonNull)
			.flatMap((user) -> table(user).stream())
			.filter((table) -> table != owner)
			.distinct()
			.toList();
	}

	private Stream<@Nullable ColumnUse> usesOfRemovedColumns(SharedTable owner) {
		Set<Integer> removed = owner.columns()
			.stream()
			.filter(ColumnDraft::isOldOnly)
			.map(ColumnDraft::source)
			.filter(Objects::nonNull)
			.map(Column::number)
			.collect(Collectors.toSet());
		return owner.source()
			.dependants()
			.stream()
			.filter((dependant) -> !Collections.disjoint(dependant.columns(), removed))
			.filter(this::contains)
			.map(Dependant::user);
	}

}
