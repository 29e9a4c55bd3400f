package io.github.versionedschema.plan.dependant;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.plan.text.ColumnType;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Moves the objects that use replaced columns of a table to the replacements: contract
 * removes them before it drops the columns, and creates them again when the replacements
 * have the names of the columns. What exists is looked up at that moment, so that objects
 * which were created or changed since expand are moved as well.
 */
public final class DependantMove {

	private static final String SETTING = "versioned_schema.moved";

	private final TableWork work;

	private final ReplacedColumns columns;

	private final Map<String, ColumnDraft> replaced;

	private final ViewCopies copies;

	private final TypeExchange types;

	private final UntypedConstants constants;

	public DependantMove(TableWork work) {
		this.work = work;
		this.columns = new ReplacedColumns(work);
		this.replaced = this.columns.replacements();
		this.copies = new ViewCopies(work);
		this.types = new TypeExchange(work);
		this.constants = UntypedConstants.of(work, this.columns);
	}

	/** Returns the names in the database of the columns whose dependants are moved. */
	public List<String> columns() {
		return List.copyOf(this.replaced.keySet());
	}

	/**
	 * Returns statements in PL/pgSQL that lock the views, and the tables that have the
	 * policies. Clients lock a view before its tables. {@code LOCK TABLE} of a view would
	 * also lock all tables that it reads.
	 */
	public @Nullable String lock() {
		return this.replaced.isEmpty() ? null : """
				declare
					_vs_view record;
				begin
					for _vs_view in
						%s
						select c.oid::pg_catalog.regclass as name, pg_catalog.pg_get_userbyid(c.relowner) as owner
						from (select relation, level from view
							union select p.polrelid, 0 from found join pg_catalog.pg_policy p
								on classid = 'pg_catalog.pg_policy'::regclass and p.oid = objid) locked
						join pg_catalog.pg_class c on c.oid = locked.relation
						order by level desc, c.oid
					loop
						execute pg_catalog.format('alter table %%s owner to %%I', _vs_view.name, _vs_view.owner);
					end loop;
				end;
				""".formatted(objects());
	}

	/** Returns the statements that remove the objects and remember them. */
	public List<String> remove() {
		return this.replaced.isEmpty() ? List.of()
				: List.of("DO " + Identifier.dollarQuoted(
						"""
								DECLARE
									_vs_path text := pg_catalog.current_setting('search_path');
									_vs_obstacle text;
									_vs_removal text;
									_vs_creation text;
								BEGIN
									PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
									%s%s,
									%s
									SELECT string_agg(coalesce(obstacle, CASE WHEN relkind = 'm' AND NOT %s
											THEN pg_catalog.format('materialized view %%s uses it and was created since expand', view) END), '; '),
										concat_ws(';\n', %s, string_agg(removal, ';\n' ORDER BY level DESC, name)),
										string_agg(coalesce(exchange, creation), ';\n' ORDER BY level, name)
									INTO _vs_obstacle, _vs_removal, _vs_creation
									FROM (SELECT moved.*, copied.relkind, copied.view, %s AS exchange
										FROM moved LEFT JOIN copied USING (name)) object;
									%s
									IF _vs_obstacle IS NOT NULL THEN
										RAISE EXCEPTION '%%', _vs_obstacle;
									END IF;
									_vs_creation := %s;
									IF _vs_removal <> '' THEN
										EXECUTE _vs_removal;
									END IF;
									PERFORM pg_catalog.set_config('%s', coalesce(_vs_creation, ''), true);
									PERFORM pg_catalog.set_config('search_path', _vs_path, true);
								END
								"""
							.formatted(this.types.printing(), objects(), this.copies.copied(), this.copies.isNeeded(),
									ViewCopies.OF_OTHERS, ViewCopies.EXCHANGE, this.types.printed(),
									this.constants.in("_vs_creation"), SETTING)));
	}

	/** Returns the statements that create the removed objects again. */
	public List<String> create() {
		return this.replaced.isEmpty() ? List.of() : List.of("DO " + Identifier.dollarQuoted("""
				DECLARE
					_vs_path text := pg_catalog.current_setting('search_path');
					_vs_creation text := %s;
				BEGIN
					PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
					IF _vs_creation <> '' THEN
						%sEXECUTE _vs_creation;
						%sNULL;
					END IF;
					PERFORM pg_catalog.set_config('search_path', _vs_path, true);
				END
				""".formatted(this.types.named("pg_catalog.current_setting('%s')".formatted(SETTING)),
				this.types.reading(), this.types.read())));
	}

	/**
	 * Returns checks that the objects can be created again, on an empty temporary table
	 * with the new types.
	 */
	public List<Check> checks() {
		if (this.replaced.isEmpty()) {
			return List.of();
		}
		Source source = this.replaced.values()
			.stream()
			.map(ColumnDraft::operation)
			.filter(Objects::nonNull)
			.findFirst()
			.orElseGet(this.work.table()::lastSource);
		String types = this.columns.newTypes()
			.entrySet()
			.stream()
			.map((entry) -> "(%d, %s)".formatted(entry.getKey(),
					Identifier.literal(this.types.typeName(entry.getValue()))))
			.collect(Collectors.joining(", "));
		return List.of(new Check("objects that use columns of table \"" + this.work.name() + "\"",
				"DO " + Identifier.dollarQuoted(Trials.BLOCK.formatted(this.columns.objectsOfAllVersions(),
						Definitions.MOVED, types, Identifier.literal(this.work.sqlName()),
						Identifier.literal(Identifier.quote(this.work.scope().base())), key(),
						Identifier.literal(this.work.scope().base()), this.types.printing(), this.types.printed(),
						this.types.reading(),
						UntypedConstants.ofAllVersions(this.work, this.columns).in("_vs_one ->> 'statement'"),
						this.types.told("SQLERRM"), namesOfTypes())),
				-1, source));
	}

	private String namesOfTypes() {
		return this.columns.newTypes().entrySet().stream().map((entry) -> {
			ColumnType type = ColumnType.of(this.types.typeName(entry.getValue()));
			return "(%d, %s, %s)".formatted(entry.getKey(), Identifier.literal(type.name()),
					(type.collation() != null) ? Identifier.literal(type.collation()) : "NULL::text");
		}).collect(Collectors.joining(", "));
	}

	/** A view may group by the primary key alone. */
	private String key() {
		return this.work.table()
			.source()
			.primaryKey()
			.map((key) -> key.columns()
				.stream()
				.map(this.columns::oldestName)
				.collect(Collectors.joining(", ", "concat('PRIMARY KEY (', concat_ws(', ', ", "), ')')")))
			.orElse("''");
	}

	private String objects() {
		return this.columns.objects();
	}

}
