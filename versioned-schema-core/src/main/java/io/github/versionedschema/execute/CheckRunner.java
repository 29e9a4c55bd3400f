package io.github.versionedschema.execute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.failure.Samples;
import io.github.versionedschema.journal.install.JournalSchema;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.LockSettings;
import io.github.versionedschema.leader.UsersSession;
import io.github.versionedschema.lock.LockLadder;
import io.github.versionedschema.lock.LockedTransaction;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.plan.TypeTrial;
import io.github.versionedschema.postgres.ConnectionSource;
import io.github.versionedschema.postgres.ExpressionPosition;
import io.github.versionedschema.postgres.LockTable;
import io.github.versionedschema.postgres.SqlScript;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Runs the checks of a plan on the server before the first step. All checks run in one
 * transaction that is rolled back, and every failure is reported, not only the first.
 */
public final class CheckRunner {

	private static final Step STEP = new Step("check", Phase.CHECK, "Checking the plan on the server", null,
			new Action.Transaction(List.of()), null, false, false, List.of(), List.of());

	/** Leaves room for some hundred locks of clients. */
	private static final int LOOK_AT_LOCKS = 200;

	private final Leadership leadership;

	private final LockLadder ladder;

	/**
	 * Creates a runner.
	 * @param leadership the leadership whose connection is used
	 * @param connections source of the connections for observation
	 * @param locks the lock settings
	 * @param listener notified of blocking sessions
	 */
	public CheckRunner(Leadership leadership, ConnectionSource connections, LockSettings locks,
			TransitionListener listener) {
		this.leadership = leadership;
		this.ladder = new LockLadder(leadership, connections, locks, listener);
	}

	/**
	 * Checks a plan and changes nothing.
	 * @param plan the plan to run
	 * @return the errors
	 */
	public List<Finding> run(Plan plan) {
		List<Finding> failures = transactionControl(plan);
		return failures.isEmpty() ? run(plan.checks()) : failures;
	}

	/**
	 * Runs checks and changes nothing.
	 * @param checks in order
	 * @return the errors; without repeated errors of one operation, and without checks
	 * that need a subject that is wrong
	 */
	public List<Finding> run(List<Check> checks) {
		if (checks.isEmpty()) {
			return List.of();
		}
		Map<Object, Finding> failures = new LinkedHashMap<>();
		rehearse((transaction, attempt) -> {
			failures.clear();
			new JournalSchema(this.leadership).require(transaction::execute);
			LockTable lockTable = new LockTable(this.leadership.jdbc());
			Set<String> wrong = new HashSet<>();
			for (int done = 0; done < checks.size(); done += LOOK_AT_LOCKS) {
				if (done > 0 && lockTable.isNearlyFilledByUs()) {
					failures.put(lockTable, tooManyLocks(done, checks.size()));
					return;
				}
				run(checks.subList(done, Math.min(done + LOOK_AT_LOCKS, checks.size())), attempt, wrong, failures);
			}
		});
		return List.copyOf(failures.values());
	}

	private void run(List<Check> checks, ScriptAttempt attempt, Set<String> wrong, Map<Object, Finding> failures) {
		if (wrong.isEmpty() && runTogether(checks, attempt)) {
			return;
		}
		for (Check check : checks) {
			if (!Collections.disjoint(check.needs(), wrong)) {
				continue;
			}
			String forbidden = new SqlScript(check.sql()).transactionControl().orElse(null);
			if (forbidden != null) {
				failures.put(check, transactionControl(check.source(), "", forbidden));
				continue;
			}
			ScriptAttempt.Failure failure = check.brief() ? attempt.runBriefly(check.sql()) : attempt.run(check.sql());
			if (failure != null) {
				if (check.decides() != null) {
					wrong.add(check.decides());
				}
				failures.putIfAbsent(List.of(check.source(), reason(failure), object(check)),
						finding(check, failure, this.leadership.samples()));
				if (check.otherwise() != null) {
					attempt.run(check.otherwise());
				}
			}
		}
	}

	/**
	 * Each object that does not fit is named. A text of the user is judged in several
	 * forms, which fail for one mistake.
	 */
	private static String object(Check check) {
		return (check.advice() != null && check.expressionOffset() < 0) ? check.what() : "";
	}

	private static boolean runTogether(List<Check> checks, ScriptAttempt attempt) {
		return checks.stream().allMatch((check) -> new SqlScript(check.sql()).transactionControl().isEmpty()) && attempt
			.runTogether(checks.stream().map((check) -> new ScriptAttempt.Script(check.sql(), check.brief())).toList());
	}

	private static Finding tooManyLocks(int done, int all) {
		return new Finding(Severity.ERROR, null,
				"Checking the plan needs more locks than the lock table has room for besides those of clients: it was nearly full after %,d of %,d checks."
					.formatted(done, all),
				"Split the migration into several with fewer tables, or raise max_locks_per_transaction.");
	}

	private static String reason(ScriptAttempt.Failure failure) {
		ServerErrorMessage error = (failure.cause() instanceof PSQLException postgres)
				? postgres.getServerErrorMessage() : null;
		String message = String.valueOf((error != null) ? error.getMessage() : failure.cause().getMessage());
		// PostgreSQL quotes names in some messages and not in others. For an unterminated
		// string, it quotes the rest of the statement.
		return message.lines().findFirst().orElse("").replace("\"", "");
	}

	/**
	 * Reads the database as it would be after some statements. Changes nothing.
	 * @param <T> the type of the result
	 * @param users the user SQL, in order, each isolated from the others; failures are
	 * ignored, as the checks of the plan report them
	 * @param ours versioned-schema's own statements after it
	 * @param look the read operation, on the leader's connection
	 * @return its result
	 */
	public <T> T after(List<String> users, List<String> ours, Supplier<T> look) {
		AtomicReference<T> seen = new AtomicReference<>();
		rehearse((transaction, attempt) -> {
			prepare(attempt, users, ours);
			seen.set(look.get());
		});
		return Objects.requireNonNull(seen.get());
	}

	private static void prepare(ScriptAttempt attempt, List<String> users, List<String> ours) {
		List<String> tried = users.stream()
			.filter((statement) -> new SqlScript(statement).transactionControl().isEmpty())
			.toList();
		Stream<ScriptAttempt.Script> scripts = Stream.concat(
				tried.stream().map((sql) -> new ScriptAttempt.Script(sql, true)),
				ours.stream().map((sql) -> new ScriptAttempt.Script(sql, false)));
		if (!attempt.runTogether(scripts.toList())) {
			tried.forEach(attempt::runBriefly);
			ours.forEach(attempt::run);
		}
	}

	/**
	 * Tries what clients do with the new types of a table's columns. Changes nothing.
	 * @param trial the trial
	 */
	void rehearse(TypeTrial trial) {
		inSession(
				(session) -> this.ladder
					.rehearsal(trial.step(),
							(transaction) -> prepare(new ScriptAttempt(this.leadership, transaction, session),
									trial.preparation(), trial.functions()),
							(Action.Transaction) trial.step().action()));
	}

	/**
	 * Reads the database before, between and after user scripts. Changes nothing.
	 * @param <T> the type of what is read
	 * @param users the scripts, in order, each isolated from the others; failures are
	 * ignored, as the checks of the plan report them
	 * @param look the read operation, on the leader's connection
	 * @return what was read before the first script, and after each
	 */
	public <T> List<Seen<T>> throughout(List<String> users, Supplier<T> look) {
		List<Seen<T>> seen = new ArrayList<>();
		rehearse((transaction, attempt) -> {
			seen.clear();
			seen.add(new Seen<>(true, look.get()));
			for (String sql : users) {
				boolean inTime = new SqlScript(sql).transactionControl().isPresent() || attempt.isInTime(sql);
				seen.add(new Seen<>(inTime, look.get()));
			}
		});
		return seen;
	}

	private void rehearse(BiConsumer<LockedTransaction, ScriptAttempt> work) {
		inSession((session) -> this.ladder.rehearsal(STEP,
				(transaction) -> work.accept(transaction, new ScriptAttempt(this.leadership, transaction, session))));
	}

	private void inSession(Consumer<UsersSession> work) {
		UsersSession session = new UsersSession(this.leadership);
		try {
			work.accept(session);
		}
		finally {
			session.clean();
		}
	}

	private static Finding finding(Check check, ScriptAttempt.Failure failure, Samples samples) {
		ServerErrorMessage error = Samples.server(failure.cause());
		if (error == null) {
			return new Finding(Severity.ERROR, check.source(), check.what() + ": " + failure.cause().getMessage(),
					check.advice());
		}
		String mismatch = ReturnMismatch.describe(error.getMessage(), error.getDetail());
		if (mismatch != null) {
			return new Finding(Severity.ERROR, check.source(), check.what() + ": " + mismatch, check.advice());
		}
		StringBuilder message = new StringBuilder(check.what()).append(": ").append(samples.message(error));
		String position = ExpressionPosition.describe(check, failure.statement(), error);
		if (!position.isEmpty()) {
			message.append(", ").append(position);
		}
		message.append('.');
		String detail = samples.detail(error);
		if (detail != null) {
			message.append(' ').append(detail);
		}
		return new Finding(Severity.ERROR, check.source(), message.toString(),
				(check.advice() != null) ? check.advice() : error.getHint());
	}

	/** Everything runs in one transaction, which user SQL must not end. */
	private static List<Finding> transactionControl(Plan plan) {
		List<Finding> findings = new ArrayList<>();
		for (Step step : plan.steps()) {
			if (step.action() instanceof Action.UserSql sql) {
				new SqlScript(sql.sql()).transactionControl()
					.ifPresent((statement) -> findings
						.add(transactionControl(null, String.join(", ", step.origin()) + ": ", statement)));
			}
		}
		return findings;
	}

	private static Finding transactionControl(@Nullable Source source, String where, String statement) {
		return new Finding(Severity.ERROR, source,
				"%s\"%s\" cannot be used in a migration.".formatted(where, statement),
				"Leave it out: all statements of the operation run in one transaction anyway, or one after the other where PostgreSQL allows no transaction.");
	}

	/**
	 * What was read after a script.
	 *
	 * @param <T> the type of what was read
	 * @param inTime whether the script was not cancelled for taking long
	 * @param value what was read
	 */
	public record Seen<T>(boolean inTime, T value) {
	}

}
