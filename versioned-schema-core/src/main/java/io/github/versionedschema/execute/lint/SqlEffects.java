package io.github.versionedschema.execute.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.execute.CheckRunner;
import io.github.versionedschema.execute.CheckRunner.Seen;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.check.lint.EffectRules;
import io.github.versionedschema.plan.check.lint.ObjectRules;
import io.github.versionedschema.plan.check.lint.ReferenceRules;
import io.github.versionedschema.plan.check.lint.TriedSql;
import io.github.versionedschema.plan.check.lint.TypeRules;
import io.github.versionedschema.plan.draft.ScriptItem;

/**
 * Finds out what user SQL does to what exists: which locks it takes, what it rewrites,
 * reads, drops or changes. It runs in a transaction that is rolled back.
 */
public final class SqlEffects {

	private static final String EXISTING = "select oid::bigint from pg_catalog.pg_class where relkind in ('r', 'p', 'm')";

	private final CheckRunner checks;

	private final Leadership leadership;

	private final SnapshotReader snapshots;

	/**
	 * Creates an instance.
	 * @param checks runs the SQL
	 * @param leadership whose connection is used
	 * @param ignoredSchemas the schemas of versioned-schema itself
	 */
	public SqlEffects(CheckRunner checks, Leadership leadership, Set<String> ignoredSchemas) {
		this.checks = checks;
		this.leadership = leadership;
		this.snapshots = new SnapshotReader(leadership, ignoredSchemas);
	}

	/**
	 * Tries user SQL.
	 * @param trials the SQL of a plan, in order
	 * @return the findings about it
	 */
	public List<Finding> of(List<TriedSql> trials) {
		if (trials.stream().noneMatch(TriedSql::isOfInterest)) {
			return List.of();
		}
		String[] names = this.snapshots.names(trials.stream().flatMap((tried) -> tried.words().stream()).toList());
		Set<Long> existing = existing();
		List<Seen<Snapshot>> seen = this.checks.throughout(trials.stream().map(TriedSql::statements).toList(),
				() -> this.snapshots.read(names));
		Effects effects = new Effects(existing, seen.get(0).value(), seen.get(trials.size()).value());
		List<Finding> findings = new ArrayList<>();
		for (int i = 0; i < trials.size(); i++) {
			ScriptItem.UserSql sql = trials.get(i).sql();
			if (sql != null && trials.get(i).isOfInterest()) {
				Seen<Snapshot> after = seen.get(i + 1);
				findings.addAll(after.inTime() ? effects.of(trials.get(i), sql, seen.get(i).value(), after.value())
						: trials.get(i).cancelled());
			}
		}
		return findings;
	}

	private Set<Long> existing() {
		return new HashSet<>(this.leadership.jdbc().sql(EXISTING).query(Long.class).list());
	}

	/**
	 * What each SQL does, among all.
	 *
	 * @param tables the numbers of the tables before any SQL
	 * @param first what existed before any SQL
	 * @param last what existed after all SQL
	 */
	private record Effects(Set<Long> tables, Snapshot first, Snapshot last) {

		List<Finding> of(TriedSql tried, ScriptItem.UserSql sql, Snapshot before, Snapshot after) {
			return Stream
				.of(new EffectRules(sql.source(), tried.words()).findings(this.tables, before.tables(), after.tables()),
						new TypeRules(sql.source()).findings(this.tables, before.tables(), after.tables()),
						new ObjectRules(sql.source()).findings(this.first.objects(), before.objects(), after.objects()),
						new ReferenceRules(tried.draft()).findings(sql.source(), after.added(before, this.last)))
				.flatMap(List::stream)
				.toList();
		}

	}

}
