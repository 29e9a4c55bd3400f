package io.github.versionedschema.lock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.versionedschema.leader.IdleTimeout;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.Trial;
import io.github.versionedschema.schema.Identifier;

/**
 * Sends a whole transaction as one message, including its commit. Locks are held only
 * while the server works, not during network round trips or while the leader is
 * suspended. The locks are taken first, in the order in which clients take them. Their
 * total wait is limited to the lock timeout. As {@code lock_timeout} applies to each lock
 * separately, the statement that takes them has a statement timeout.
 */
final class LockedMessage {

	/** Share of the lock timeout that later statements may use for their locks. */
	private static final int LATER = 10;

	private static final long LEAST_MILLIS = 5;

	private static final String WITHIN = "versioned_schema_within";

	private final Leadership leadership;

	private final long millis;

	LockedMessage(Leadership leadership, Duration timeout) {
		this.leadership = leadership;
		this.millis = timeout.toMillis();
	}

	/**
	 * Runs a transaction and commits it.
	 * @param action what it does
	 * @param trials statements of clients to try before and after
	 * @param whole whether it fails if there is no time to try all of them
	 * @param journal the statements that write to the journal in it
	 */
	void commit(Action.Transaction action, List<Trial> trials, boolean whole, List<String> journal) {
		ClientTrial trial = new ClientTrial(trials, this.millis, whole);
		List<String> message = begin(action.locks(), trial);
		if (action.refresh() != null) {
			message.add(action.refresh().proof());
		}
		message.addAll(action.statements());
		message.addAll(trial.after());
		message.add(this.leadership.paths().ownPath());
		message.addAll(journal);
		message.add("commit");
		this.leadership.inTransaction(() -> this.leadership.executeTogether(message));
	}

	/**
	 * Runs transactions as one, tries what clients do, and rolls everything back.
	 * @param actions in order
	 * @param whole whether it fails if there is no time to try all statements
	 */
	void rehearse(List<Action.Transaction> actions, boolean whole) {
		ClientTrial trial = new ClientTrial(actions.stream().flatMap((action) -> action.trials().stream()).toList(),
				this.millis, whole);
		List<String> message = begin(actions.stream().flatMap((action) -> action.locks().stream()).distinct().toList(),
				trial);
		actions.forEach((action) -> message.addAll(action.statements()));
		message.addAll(trial.after());
		message.add("rollback");
		this.leadership.inTransaction(() -> this.leadership.executeTogether(message));
	}

	/**
	 * Runs a transaction as part of one that is open, tries what clients do, and rolls it
	 * back to where it began.
	 * @param action what it does
	 * @param whole whether it fails if there is no time to try all statements
	 */
	void rehearseWithin(Action.Transaction action, boolean whole) {
		ClientTrial trial = new ClientTrial(action.trials(), this.millis, whole);
		List<String> message = new ArrayList<>(List.of("savepoint " + WITHIN));
		message.addAll(begin(action.locks(), trial));
		message.addAll(action.statements());
		message.addAll(trial.after());
		message.add("rollback to savepoint " + WITHIN);
		this.leadership.executeTogether(message);
	}

	private List<String> begin(List<TableLock> locks, ClientTrial trial) {
		List<String> message = new ArrayList<>(trial.find());
		message.add("set local lock_timeout = " + this.millis);
		message.add(IdleTimeout.withinTransaction(this.millis));
		if (!locks.isEmpty()) {
			message.add("set local statement_timeout = " + this.millis);
			message.add(take(locks));
			message.add("set local statement_timeout = 0");
			message.add("set local lock_timeout = " + Math.max(LEAST_MILLIS, this.millis / LATER));
		}
		message.add(this.leadership.paths().usersPath());
		message.addAll(trial.before());
		return message;
	}

	private static String take(List<TableLock> locks) {
		return block(locks.stream()
			.map((lock) -> Objects.requireNonNullElse(lock.before(), "") + takeIfThere(lock.table(), lock.mode().sql()))
			.collect(Collectors.joining()));
	}

	/**
	 * Returns the statement that takes a lock which permits reads and writes, but blocks
	 * autovacuum.
	 */
	static String besideClients(TableLock lock) {
		return block(takeIfThere(lock.table(), "SHARE UPDATE EXCLUSIVE"));
	}

	private static String block(String statements) {
		return "do " + Identifier.literal("begin\n" + statements + "end");
	}

	private static String takeIfThere(String table, String mode) {
		return """
				if pg_catalog.to_regclass(%s) is not null then
					lock table %s in %s mode;
				end if;
				""".formatted(Identifier.literal(table), table, mode);
	}

}
