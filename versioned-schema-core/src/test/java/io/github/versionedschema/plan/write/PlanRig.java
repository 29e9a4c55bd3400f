package io.github.versionedschema.plan.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.migration.NamedFile;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.read.CatalogueReader;
import io.github.versionedschema.test.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Runs the SQL of a plan step by step, without executor, journal or other clients.
 */
public final class PlanRig implements AutoCloseable {

	/** The schema of the older version. */
	public static final String OLD = "public_01_old";

	/** The schema of the newer version. */
	public static final String NEW = "public_02_new";

	private final TestDatabase database;

	private final Connection leader;

	private final RigActions actions;

	/**
	 * Creates a rig with a schema.
	 * @param database an empty database
	 * @param given SQL that creates the tables and their rows
	 */
	public PlanRig(TestDatabase database, String given) {
		this.database = database;
		try {
			this.leader = database.dataSource().getConnection();
			this.actions = new RigActions(database, this.leader);
			this.actions.execute("CREATE SCHEMA versioned_schema");
			this.actions.execute("CREATE SCHEMA " + OLD);
			this.actions.execute(given);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Plan plan(String operations) {
		return plan(false, operations);
	}

	/**
	 * Plans a chain of migrations.
	 * @param direct whether the database has no clients
	 * @param operations operations as YAML, one text for each migration
	 * @return the plan
	 */
	public Plan plan(boolean direct, String... operations) {
		List<Migration> chain = new ArrayList<>();
		for (int index = 0; index < operations.length; index++) {
			chain.add(migration("%02d_new".formatted(index + 3 - operations.length), operations[index]));
		}
		return new Planner().plan(new PlanRequest(catalogue(), "01_old", OLD, chain, NEW, direct));
	}

	private static Migration migration(String name, String operations) {
		return new MigrationReader(Operations.types()).read(List.of(NamedFile.migration(name, operations))).get(0);
	}

	private Catalogue catalogue() {
		try {
			return new CatalogueReader(this.leader).read("public", Set.of("versioned_schema", OLD, NEW));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Checks what only PostgreSQL can check.
	 * @param plan the plan
	 * @return the messages of failed checks
	 */
	public List<String> check(Plan plan) {
		List<String> failures = new ArrayList<>();
		try {
			this.leader.setAutoCommit(false);
			this.actions.execute("set local search_path = public, pg_temp");
			for (Check check : plan.checks()) {
				var savepoint = this.leader.setSavepoint();
				try {
					this.actions.execute(check.sql());
				}
				catch (SQLException ex) {
					this.leader.rollback(savepoint);
					failures.add(check.what() + ": " + ex.getMessage());
				}
			}
			this.leader.rollback();
			this.leader.setAutoCommit(true);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return failures;
	}

	/**
	 * Runs all steps of expand.
	 * @param plan the plan
	 * @return this
	 */
	public PlanRig expand(Plan plan) {
		run(plan, true);
		return this;
	}

	/**
	 * Runs all steps of complete.
	 * @param plan the plan
	 * @return this
	 */
	public PlanRig complete(Plan plan) {
		run(plan, false);
		return this;
	}

	/**
	 * Runs some phases, in their order.
	 * @param plan the plan
	 * @param phases the phases
	 * @return this
	 */
	public PlanRig only(Plan plan, Phase... phases) {
		for (Phase phase : phases) {
			plan.steps()
				.stream()
				.filter((step) -> step.phase() == phase)
				.forEach((step) -> this.actions.run(step, step.action()));
		}
		return this;
	}

	/**
	 * Undoes every step, including steps that were not run.
	 * @param plan the plan
	 * @return this
	 */
	public PlanRig abort(Plan plan) {
		List<Step> steps = new ArrayList<>(plan.steps());
		Collections.reverse(steps);
		steps.forEach((step) -> step.inverse().forEach((action) -> this.actions.run(step, action)));
		return this;
	}

	/**
	 * Drops the newer version schema, so that the next plan can use its name.
	 * @return this
	 */
	public PlanRig dropNew() {
		jdbc().sql("drop schema " + NEW).update();
		return this;
	}

	private void run(Plan plan, boolean expand) {
		for (Step step : plan.steps()) {
			if (expand ? step.phase().isExpand() : step.phase().isComplete()) {
				this.actions.run(step, step.action());
			}
		}
	}

	/**
	 * Returns a client without a version.
	 * @return a new client
	 */
	public JdbcClient jdbc() {
		return this.database.jdbc();
	}

	/**
	 * Returns a client of the older version.
	 * @return a new client
	 */
	public JdbcClient older() {
		return client(OLD);
	}

	/**
	 * Returns a client of the newer version.
	 * @return a new client
	 */
	public JdbcClient newer() {
		return client(NEW);
	}

	/**
	 * Returns a client with a schema before the base schema.
	 * @param schema the schema's name
	 * @return a new client
	 */
	public JdbcClient client(String schema) {
		PGSimpleDataSource source = this.database.dataSource();
		source.setCurrentSchema(schema + ",public");
		return JdbcClient.create(source);
	}

	@Override
	public void close() {
		try {
			this.leader.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
