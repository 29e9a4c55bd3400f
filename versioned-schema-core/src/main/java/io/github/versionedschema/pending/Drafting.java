package io.github.versionedschema.pending;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchemaSettings.Lint;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.engine.UnversionedSessions;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.VersionRow;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.check.BackfillTriggers;
import io.github.versionedschema.plan.check.lint.Acknowledgements;
import io.github.versionedschema.plan.write.PlanRequest;
import io.github.versionedschema.plan.write.PlanRequest.Neighbours;
import io.github.versionedschema.plan.write.Planner;
import io.github.versionedschema.plan.write.Prelude;
import io.github.versionedschema.plan.write.VersionShapes;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.session.AttachedSession;
import org.jspecify.annotations.Nullable;

/**
 * Creates and checks plans for pending migrations. Changes nothing.
 */
public final class Drafting {

	/** A session may take a second from connecting to attaching. */
	private static final int ATTEMPTS = 20;

	private static final Duration PAUSE = Duration.ofMillis(50);

	private final Lead lead;

	private final JournalState state;

	private final Set<String> relations;

	private final List<PlanRequest> older;

	private final VersionShapes shapes;

	private final Catalogue catalogue;

	public Drafting(Lead lead, JournalState state, List<Migration> pending) {
		this.lead = lead;
		this.state = state;
		this.relations = new Planner().relations(pending);
		this.older = LiveChain.of(lead, state).requests();
		this.shapes = new VersionShapes(this.older);
		this.catalogue = catalogue(this.relations);
	}

	private Catalogue catalogue(Set<String> names) {
		return this.shapes.newest(this.lead.catalogue(this.state, this.shapes.physicalNames(names)));
	}

	/**
	 * Whether an empty database is being filled, so that no client can be using the
	 * schema.
	 */
	public boolean isBootstrap() {
		boolean untouched = this.state.versions().isEmpty() && this.state.migrations().isEmpty();
		return this.state.isBootstrapping() || (untouched && this.catalogue.isEmpty());
	}

	/**
	 * Plans the first stage of the pending migrations, and judges the others as far as
	 * that is possible before it is live.
	 * @param pending all pending migrations
	 * @throws InvalidPlanException with all errors
	 */
	public PlannedRun first(List<Migration> pending) {
		Stage stage = Stage.first(pending);
		if (stage.waiting() == null) {
			return plan(pending);
		}
		List<Finding> later = errors(pending).stream()
			.filter((finding) -> stage.precedesWaiting(finding.source()))
			.toList();
		if (!later.isEmpty()) {
			throw new InvalidPlanException(Stream.concat(errors(stage.migrations()).stream(), later.stream()).toList());
		}
		PlannedRun planned = plan(stage.migrations());
		return new PlannedRun(planned.plan().with(stage.note(pending)), planned.request());
	}

	private List<Finding> errors(List<Migration> chain) {
		try {
			plan(chain);
			return List.of();
		}
		catch (InvalidPlanException ex) {
			return ex.findings();
		}
	}

	/**
	 * Plans a chain: all pending migrations or the first of them.
	 * @throws InvalidPlanException with all errors
	 * @throws io.github.versionedschema.failure.MissingPrivilegeException if the leader
	 * could not even try
	 */
	public PlannedRun plan(List<Migration> chain) {
		this.lead.leadership().requireRightToCreateSchemas();
		boolean direct = isBootstrap();
		VersionRow from = direct ? null : this.state.newestLive().orElse(null);
		String to = chain.get(chain.size() - 1).version();
		PlanRequest drafted = new PlanRequest(this.catalogue, name(from), schema(from), chain,
				new VersionSchemaNames(this.lead.leadership()).choose(to), direct, triggers(),
				this.lead.leadership().paths().users(),
				this.older.stream().mapToInt(PlanRequest::depth).max().orElse(0) + 1,
				new Neighbours(this.older, List.of()), false);
		try {
			PlanRequest request = afterOwnSql(drafted);
			Plan plan = this.lead.engine().planner().apply(request);
			List<Finding> errors = this.lead.checks().run(plan);
			if (!errors.isEmpty()) {
				throw new InvalidPlanException(errors);
			}
			Plan found = preparedStatements(plan).finding().map(plan::with).orElse(plan);
			return new PlannedRun(linted(found, request), request);
		}
		catch (InvalidPlanException ex) {
			throw new InvalidPlanException(
					Stream.concat(ex.findings().stream(), this.lead.checks().run(ex.checks()).stream())
						.sorted(Comparator.comparing(Finding::source, Comparator.nullsLast(Comparator.naturalOrder())))
						.toList());
		}
	}

	/**
	 * Adds what user SQL does under the clients of live versions, and applies the
	 * acknowledgements. A database without clients needs neither.
	 */
	private Plan linted(Plan plan, PlanRequest request) {
		if (plan.direct()) {
			return plan;
		}
		List<Finding> found = Stream
			.concat(plan.findings().stream(), this.lead.effects(this.state).of(new Planner().trials(request)).stream())
			.toList();
		List<Finding> findings = new Acknowledgements(request.chain()).applied(found);
		List<Finding> open = findings.stream().filter(Finding::isOpen).map(Finding::asError).toList();
		if (!open.isEmpty() && this.lead.engine().settings().safeguards().lint() == Lint.FAIL) {
			throw new InvalidPlanException(open);
		}
		return plan.with(findings);
	}

	/**
	 * Returns the prepared statements of other sessions that the plan would let fail.
	 * Before they refuse an expand, sessions that are about to attach or to end have some
	 * time to do so.
	 */
	public PreparedStatements preparedStatements(Plan plan) {
		List<String> changed = ChangedColumns.of(plan);
		boolean refused = isFirst() && !this.lead.engine().settings().safeguards().besideUnattached();
		PreparedStatements statements = new PreparedStatements(unattached(changed), changed, refused);
		for (int attempt = 1; attempt < ATTEMPTS && statements.isRefusal(); attempt++) {
			this.lead.engine().stop().pause(PAUSE);
			statements = new PreparedStatements(unattached(changed), changed, refused);
		}
		return statements;
	}

	private List<AttachedSession> unattached(List<String> changed) {
		return changed.isEmpty() ? List.of() : UnversionedSessions.seenBy(this.lead, this.state).list();
	}

	/**
	 * Whether no migration was ever run, so that unattached sessions are those of a
	 * release without the starter. Baselines were only recorded.
	 */
	private boolean isFirst() {
		return this.state.migrations().stream().allMatch((row) -> row.run() == null);
	}

	/** Objects that user SQL defines exist when later operations are planned. */
	private PlanRequest afterOwnSql(PlanRequest request) {
		Prelude prelude = new Planner().prelude(request);
		if (prelude.statements().isEmpty()) {
			return request;
		}
		Set<String> names = new HashSet<>(this.relations);
		names.addAll(prelude.created());
		Catalogue seen = this.lead.checks().after(prelude.statements(), List.of(), () -> catalogue(names));
		return request.with(prelude.catalogue(seen));
	}

	private BackfillTriggers triggers() {
		boolean silenced = this.lead.leadership()
			.jdbc()
			.sql("select pg_catalog.has_parameter_privilege('session_replication_role', 'set')")
			.query(Boolean.class)
			.single();
		return new BackfillTriggers(silenced, this.lead.engine().settings().safeguards().userTriggersMayFire(),
				this.lead.leadership().role());
	}

	private static @Nullable String name(@Nullable VersionRow version) {
		return (version != null) ? version.name() : null;
	}

	private static @Nullable String schema(@Nullable VersionRow version) {
		return (version != null) ? version.schemaName() : null;
	}

}
