package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.Demand;
import io.github.versionedschema.plan.draft.NewIndex;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.sync.Deparsed;
import io.github.versionedschema.plan.sync.IndexCopies;
import io.github.versionedschema.plan.sync.PhysicalColumns;
import io.github.versionedschema.plan.table.IndexBuild;
import io.github.versionedschema.plan.table.ViewSql;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Column.DefaultVolatility;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.PhysicalTable;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * A table as the newer version of a chain sees it while the older one is live: under the
 * newer version's names, with the properties that it has after complete.
 */
final class NewerShape {

	private final DraftedChain chain;

	private final SharedTable draft;

	private final IndexCopies copies;

	private final Table physical;

	private final List<Column> columns;

	/** The newer version's names by the names in the database. */
	private final Map<String, String> names = new HashMap<>();

	/**
	 * Creates the shape of a table.
	 * @param draft the table in the chain
	 * @param physical the table in the database
	 */
	NewerShape(DraftedChain chain, SharedTable draft, Table physical) {
		this.chain = chain;
		this.draft = draft;
		this.copies = new IndexCopies(chain.draft(), draft);
		this.physical = physical;
		draft.visibleColumns().forEach((column) -> this.names.put(column.physicalName(), column.requiredName()));
		this.columns = draft.visibleColumns().stream().flatMap((column) -> column(column).stream()).toList();
	}

	Table table() {
		Set<Integer> numbers = this.columns.stream().map(Column::number).collect(Collectors.toSet());
		List<String> hidden = this.physical.columns()
			.stream()
			.filter((column) -> !numbers.contains(column.number()))
			.map(Column::name)
			.toList();
		return this.physical.seenAs(this.draft.requiredName(), this.columns, indexes(numbers), constraints(numbers),
				new PhysicalTable(this.physical.name(), Set.of(), hidden, lateDefaults(), pending()));
	}

	private Set<Integer> lateDefaults() {
		return this.columns.stream()
			.filter((column) -> this.physical.column(column.number())
				.filter((now) -> !Objects.equals(now.defaultExpression(), column.defaultExpression()))
				.isPresent())
			.map(Column::number)
			.collect(Collectors.toSet());
	}

	private Optional<Column> column(ColumnDraft seen) {
		return this.physical.columns()
			.stream()
			.filter((column) -> column.name().equals(seen.physicalName()))
			.findFirst()
			.map((column) -> column(seen, column));
	}

	private Column column(ColumnDraft seen, Column column) {
		boolean asTable = !seen.isShared() && PhysicalColumns.hasPhysicalDefault(seen);
		String defaultSql = asTable ? column.defaultExpression() : defaultSql(seen, column);
		return new Column(column.number(), seen.requiredName(), column.type(), column.baseType(), column.typeKind(),
				seen.notNull(), column.notNullConstraint(), defaultSql,
				asTable ? column.defaultVolatility() : volatility(seen, defaultSql), column.identity(),
				column.generation(),
				(column.generationExpression() != null) ? seen(column.generationExpression()) : null,
				column.collation(), column.storage(), column.compression(), column.statisticsTarget(), column.options(),
				seen.comment(), column.grants(), column.inherited(), column.ownedSequences(), column.name());
	}

	/** Without a default of its own, the table's would apply to the version's view. */
	private static @Nullable String defaultSql(ColumnDraft seen, Column column) {
		String own = seen.filling().defaultSql();
		return (own == null && column.defaultExpression() != null) ? ViewSql.noDefault(seen.type()) : own;
	}

	private static DefaultVolatility volatility(ColumnDraft seen, @Nullable String defaultSql) {
		Column ancestor = seen.ancestor();
		if (defaultSql == null) {
			return DefaultVolatility.NONE;
		}
		if (ancestor != null && !seen.filling().defaultChanged()) {
			return ancestor.defaultVolatility();
		}
		return seen.filling().hasConstantDefault() ? DefaultVolatility.STABLE : DefaultVolatility.VOLATILE;
	}

	private String seen(String expression) {
		Map<String, String> quoted = new HashMap<>();
		this.names.forEach((name, seen) -> quoted.put(name, Identifier.quote(seen)));
		return new Deparsed(expression).over(quoted);
	}

	private List<Index> indexes(Set<Integer> numbers) {
		return this.physical.indexes()
			.stream()
			.filter((index) -> numbers.containsAll(index.columns())
					&& !this.draft.droppedIndexes().contains(index.name()))
			.map(this::index)
			.toList();
	}

	private Index index(Index index) {
		for (Index original : this.copies.indexes()) {
			if (this.copies.copyName(original).equals(index.name())) {
				return seen(index, original.name(), original.constraint(), original.primary());
			}
		}
		for (NewIndex added : this.draft.newIndexes()) {
			if (added.meanwhile().equals(index.name())) {
				return seen(index, added.name(), added.constraint() ? added.name() : null, false);
			}
		}
		// An even older version may have another index of the name.
		Index known = this.draft.source()
			.indexes()
			.stream()
			.filter((other) -> other.oid() == index.oid())
			.findFirst()
			.orElse(index);
		return seen(index, known.name(), known.constraint(), known.primary());
	}

	private Index seen(Index index, String name, @Nullable String constraint, boolean primary) {
		List<Index.Key> keys = index.keys()
			.stream()
			.map((key) -> new Index.Key(key.column(), seen(key.expression()), key.collation(), key.opclass(),
					key.descending(), key.nullsFirst(), key.exclusionOperator(), key.equality()))
			.toList();
		String renamed = renamed(constraint);
		return new Index(index.oid(), (renamed != null) ? renamed : name, index.unique(), primary, index.exclusion(),
				index.valid(), index.immediate(), index.nullsNotDistinct(), index.method(), keys,
				index.includedColumns(), (index.predicate() != null) ? seen(index.predicate()) : null,
				index.definition(), renamed, index.replicaIdentity(), index.clustered(), index.tablespace(),
				index.storageParameters(), index.comment(), index.inherited(), index.parts(), index.columns());
	}

	private List<Constraint> constraints(Set<Integer> numbers) {
		List<Constraint> seen = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (Constraint constraint : this.physical.constraints()) {
			if (numbers.containsAll(constraint.columns())) {
				Constraint renamed = constraint(constraint);
				seen.add(renamed);
				names.add(renamed.name());
			}
		}
		for (Constraint original : this.draft.source().constraints()) {
			List<ColumnDraft> replaced = this.copies.replacing(original.columns());
			boolean stays = original.columns().stream().noneMatch(this.copies::isDropped);
			boolean moves = !replaced.isEmpty() || this.physical.constraint(original.name()).isEmpty();
			if (stays && moves && original.type() != Constraint.Type.NOT_NULL
					&& names.add(String.valueOf(renamed(original.name())))) {
				seen.add(moved(original));
			}
		}
		for (NewIndex added : this.draft.newIndexes()) {
			if (added.constraint() && names.add(added.name())) {
				seen.add(unique(added));
			}
		}
		return seen;
	}

	private Constraint constraint(Constraint constraint) {
		String name = this.draft.source()
			.constraints()
			.stream()
			.map(Constraint::name)
			.filter((original) -> this.chain.scope().meanwhile(original).equals(constraint.name()))
			.findFirst()
			.orElseGet(() -> known(constraint));
		return with(constraint, Objects.requireNonNull(renamed(name)), constraint.columns(),
				seen(constraint.definition()),
				(constraint.expression() != null) ? seen(constraint.expression()) : null);
	}

	private @Nullable String renamed(@Nullable String constraint) {
		return (constraint != null) ? this.draft.renamedConstraints().getOrDefault(constraint, constraint) : null;
	}

	private String known(Constraint constraint) {
		return this.draft.source()
			.constraints()
			.stream()
			.filter((other) -> other.oid() == constraint.oid())
			.map(Constraint::name)
			.findFirst()
			.orElse(constraint.name());
	}

	/** A key or check gets its copy at complete. */
	private Constraint moved(Constraint original) {
		Map<String, String> now = this.copies.names(ColumnDraft::requiredName);
		return with(original, Objects.requireNonNull(renamed(original.name())),
				original.columns().stream().flatMap((number) -> number(this.copies.column(number)).stream()).toList(),
				new Deparsed(original.definition()).over(now),
				(original.expression() != null) ? new Deparsed(original.expression()).over(now) : null);
	}

	private Constraint unique(NewIndex added) {
		List<Integer> numbers = added.keys().stream().flatMap((key) -> number(key.column()).stream()).toList();
		return new Constraint(0, added.name(), Constraint.Type.UNIQUE, numbers, "", null, added.name(), false, false,
				true, true, false, false, null, null);
	}

	private static Constraint with(Constraint constraint, String name, List<Integer> columns, String definition,
			@Nullable String expression) {
		return new Constraint(constraint.oid(), name, constraint.type(), columns, definition, expression,
				constraint.index(), constraint.deferrable(), constraint.initiallyDeferred(), constraint.validated(),
				constraint.enforced(), constraint.noInherit(), constraint.inherited(), constraint.foreignKey(),
				constraint.comment());
	}

	/**
	 * Returns the columns whose constraints or indexes are not in the database in a form
	 * that can be copied yet.
	 */
	private Set<Integer> pending() {
		Set<ColumnDraft> pending = new LinkedHashSet<>();
		this.draft.demands()
			.stream()
			.filter((demand) -> demand.check() != null)
			.map(Demand::columns)
			.forEach(pending::addAll);
		this.draft.newIndexes().stream().filter(IndexBuild::isDeferred).map(NewIndex::columns).forEach(pending::addAll);
		this.draft.visibleColumns()
			.stream()
			.filter((column) -> column.isNewOnly() && (column.filling().isIdentity() || hadIdentity(column)))
			.forEach(pending::add);
		Set<Integer> numbers = new HashSet<>(numbers(pending));
		Set<Integer> older = this.draft.source().physical().pending();
		this.columns.stream().map(Column::number).filter(older::contains).forEach(numbers::add);
		return numbers;
	}

	private static boolean hadIdentity(ColumnDraft column) {
		Column ancestor = column.ancestor();
		return ancestor != null && ancestor.identity() != Column.Identity.NONE;
	}

	private Set<Integer> numbers(Collection<ColumnDraft> some) {
		return some.stream().flatMap((column) -> number(column).stream()).collect(Collectors.toSet());
	}

	private Optional<Integer> number(ColumnDraft column) {
		return this.columns.stream()
			.filter((seen) -> seen.physicalName().equals(Objects.requireNonNull(column.physicalName())))
			.map(Column::number)
			.findFirst();
	}

}
