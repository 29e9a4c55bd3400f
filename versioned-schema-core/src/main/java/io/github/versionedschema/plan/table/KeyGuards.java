package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.sync.Rows;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;

/**
 * Prevents unique and foreign keys, and exclusion constraints, on computed values from
 * rejecting writes of old clients before the newer version is published. While such a
 * unique index is built, no value is computed, as the index rejects values before it can
 * be queried. Afterwards, a value that would violate a key is omitted: PL/pgSQL code
 * raises an error within a function that ignores errors. Rows without a value are filled
 * before the version is published, or reported.
 * <p>
 * Without a value, a row usually has no key. Where it has one, because nulls count as
 * equal, or because of an expression or condition of the index, its values are computed:
 * the key without them is not the one that was asked for, and would reject more writes.
 * <p>
 * Values that are copied unchanged violate no copy of a key, as the old values do not.
 */
public final class KeyGuards {

	private final TableWork work;

	private final List<Reference> references;

	/**
	 * Creates the guards of a table.
	 * @param references the table's foreign keys on computed values
	 */
	public KeyGuards(TableWork work, List<Reference> references) {
		this.work = work;
		this.references = references;
	}

	/**
	 * Returns the groups whose values must not be computed while indexes are built, each
	 * with the condition that a row has a key also without them.
	 */
	public Map<Group, String> withheld() {
		Map<Group, String> withheld = new LinkedHashMap<>();
		for (Group group : this.work.groups()) {
			List<ComputedKey> keys = uniqueKeys(group);
			List<NewKeyFunctions> ofFunctions = ofFunctions(group);
			if (!keys.isEmpty() || !ofFunctions.isEmpty()) {
				withheld.put(group,
						Stream
							.concat(keys.stream()
								.filter((key) -> key.bindsWithout(group.upTargets()))
								.map((key) -> "(" + key.given() + ")"),
									ofFunctions.stream().map((key) -> key.hash("NEW") + " IS NOT NULL"))
							.collect(Collectors.joining(" OR ")));
			}
		}
		return withheld;
	}

	/** Returns the statements that create the functions which the tests call. */
	public List<String> createFunctions() {
		return functions().stream().flatMap((key) -> key.create().stream()).toList();
	}

	/** Returns the statements that drop them. */
	public List<String> dropFunctions() {
		return functions().stream().flatMap((key) -> key.drop().stream()).toList();
	}

	/**
	 * Returns the code that raises an error if the values of a row violate a key, by
	 * group; only for groups that need it. It also raises one where another transaction
	 * might be writing the same key, and for more keys in one transaction than the server
	 * has locks for.
	 */
	public Map<Group, String> tests() {
		return tests(true);
	}

	/**
	 * Returns the same code without such a limit, only for groups with keys. As after
	 * publication, a key can reject what two transactions write at the same time, if one
	 * of them has more keys than the limit, or the key is an exclusion constraint.
	 */
	public Map<Group, String> unlimitedTests() {
		Map<Group, String> tests = tests(false);
		tests.keySet().retainAll(withheld().keySet());
		return tests;
	}

	private Map<Group, String> tests(boolean limited) {
		Map<Group, String> tests = new HashMap<>();
		for (Group group : this.work.groups()) {
			String statements = Stream
				.of(uniqueKeys(group).stream().map((key) -> unique(key, limited)),
						ofFunctions(group).stream().map((key) -> unique(key, limited)),
						references(group).stream().map(KeyGuards::referenced))
				.flatMap((some) -> some)
				.collect(Collectors.joining());
			if (!statements.isEmpty()) {
				tests.put(group, statements);
			}
		}
		return tests;
	}

	private boolean mayBreakKeys(Group group) {
		return group.ups().stream().anyMatch((up) -> !isTakenOver(up));
	}

	private static boolean isTakenOver(Derivation up) {
		List<Argument> arguments = up.expression().arguments();
		return arguments.size() == 1
				&& Stream.of(arguments.get(0).name(), Identifier.quote(arguments.get(0).name()))
					.anyMatch(up.expression().sql().strip()::equals)
				&& Widening.isOne(arguments.get(0).column().type(), up.target().type());
	}

	private List<ComputedKey> uniqueKeys(Group group) {
		List<ComputedKey> keys = new ArrayList<>();
		if (mayBreakKeys(group)) {
			this.work.indexes().indexes().stream().filter(Index::unique).map(this::copy).forEach(keys::add);
			this.work.indexes().exclusions().stream().map(this::copy).forEach(keys::add);
		}
		this.work.table()
			.newIndexes()
			.stream()
			.filter(NewIndex::isUniqueOnColumns)
			.map(ComputedKey::added)
			.forEach(keys::add);
		return keys.stream().filter((key) -> key.columns().stream().anyMatch(group.upTargets()::contains)).toList();
	}

	private ComputedKey copy(Index index) {
		return ComputedKey.copied(this.work, index);
	}

	/** Those that are built after contract bind no client before. */
	private List<NewKeyFunctions> ofFunctions(Group group) {
		return this.work.table()
			.newIndexes()
			.stream()
			.filter((index) -> index.unique() && !index.isUniqueOnColumns() && !IndexBuild.isDeferred(index))
			.map((index) -> new NewKeyFunctions(this.work, index))
			.filter((key) -> key.columns().stream().anyMatch(group.upTargets()::contains))
			.toList();
	}

	private Collection<NewKeyFunctions> functions() {
		return this.work.groups()
			.stream()
			.flatMap((group) -> ofFunctions(group).stream())
			.collect(Collectors.toMap(NewKeyFunctions::name, Function.identity(), (one, same) -> one,
					LinkedHashMap::new))
			.values();
	}

	private String unique(ComputedKey key, boolean limited) {
		String claim = key.operators().isEmpty() ? claim(key.hash(), limited) : limited ? claim(key.hash()) : "";
		return unique(Rows.differ(key.values().apply("OLD"), key.values().apply("NEW")), key.given(), claim,
				"PERFORM FROM %s AS _vs_row WHERE %s;\n\tIF FOUND THEN".formatted(this.work.sqlName(), key.taken()));
	}

	private static String unique(NewKeyFunctions key, boolean limited) {
		String hash = key.hash("NEW");
		return unique(hash + " IS DISTINCT FROM " + key.hash("OLD"), hash + " IS NOT NULL", claim(hash, limited),
				"IF " + key.isTaken("NEW") + " THEN");
	}

	private static String unique(String changed, String applies, String claim, String ifTaken) {
		return """
				IF (TG_OP OPERATOR(pg_catalog.=) 'INSERT' OR %s) AND %s THEN
					%s
					%s
						RAISE unique_violation;
					END IF;
				END IF;
				""".formatted(changed, applies, claim, ifTaken);
	}

	/** Writes of the same key do not wait: the second one omits its value. */
	private static String claim(String hash) {
		return """
				IF NOT pg_catalog.pg_try_advisory_xact_lock(TG_RELID::integer, %s) THEN
					RAISE unique_violation;
				END IF;""".formatted(hash);
	}

	/**
	 * All clients share the server's lock table, of which {@code
	 * max_locks_per_transaction} is the share of each.
	 */
	private static String claim(String hash, boolean limited) {
		return """
				IF coalesce(nullif(pg_catalog.current_setting('versioned_schema.key_guards', true), ''), '0')::integer
						OPERATOR(pg_catalog.<) pg_catalog.current_setting('max_locks_per_transaction')::integer THEN
					%s
					PERFORM pg_catalog.set_config('versioned_schema.key_guards',
						(coalesce(nullif(pg_catalog.current_setting('versioned_schema.key_guards', true), ''), '0')::integer
							OPERATOR(pg_catalog.+) 1)::pg_catalog.text, true);
				%sEND IF;"""
			.formatted(claim(hash), limited ? "ELSE\n\tRAISE unique_violation;\n" : "");
	}

	private List<Reference> references(Group group) {
		return this.references.stream()
			.filter((reference) -> !reference.deferred()
					&& reference.columns().stream().anyMatch(group.upTargets()::contains))
			.toList();
	}

	private static String referenced(Reference reference) {
		return "IF %s THEN\n\tRAISE foreign_key_violation;\nEND IF;\n"
			.formatted(reference.missing((column) -> Rows.field("NEW", column)));
	}

	/**
	 * A foreign key on computed values.
	 *
	 * @param name the constraint's name
	 * @param columns the referencing columns
	 * @param referenced the referenced table, as it is written in SQL
	 * @param referencedColumns the referenced columns in the same order, with their names
	 * until complete
	 * @param own the referenced columns if they are of the same table; otherwise empty
	 * @param deferred whether it is checked at the end of a transaction
	 */
	public record Reference(String name, List<ColumnDraft> columns, String referenced, List<String> referencedColumns,
			List<ColumnDraft> own, boolean deferred) {

		/**
		 * Returns the condition that the values reference neither their own row nor
		 * another.
		 */
		public String missing(Function<ColumnDraft, String> value) {
			List<String> given = new ArrayList<>();
			List<String> same = new ArrayList<>();
			for (int index = 0; index < this.columns.size(); index++) {
				String referencing = value.apply(this.columns.get(index));
				given.add(referencing + " IS NOT NULL");
				same.add("_vs_to.%s IN (%s)".formatted(Identifier.quote(this.referencedColumns.get(index)),
						referencing));
			}
			return "%s%s AND NOT EXISTS (SELECT FROM %s AS _vs_to WHERE %s)".formatted(String.join(" AND ", given),
					otherRow(value), this.referenced, String.join(" AND ", same));
		}

		/** A row that references itself has to be filled before its key exists. */
		private String otherRow(Function<ColumnDraft, String> value) {
			if (this.own.isEmpty()) {
				return "";
			}
			List<String> same = new ArrayList<>();
			for (int index = 0; index < this.own.size(); index++) {
				same.add(
						"%s IN (%s)".formatted(value.apply(this.own.get(index)), value.apply(this.columns.get(index))));
			}
			return " AND (" + String.join(" AND ", same) + ") IS NOT TRUE";
		}

	}

}
