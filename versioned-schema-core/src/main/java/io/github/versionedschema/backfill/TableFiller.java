package io.github.versionedschema.backfill;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import io.github.versionedschema.event.LogFields;
import io.github.versionedschema.event.TransitionEvent.BatchFilled;
import io.github.versionedschema.execute.StepContext;
import io.github.versionedschema.journal.ControlStore;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.plan.Action;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills a table part by part, until no part remains.
 */
final class TableFiller {

	private static final Logger logger = LoggerFactory.getLogger(TableFiller.class);

	private static final String FOREIGN_TABLE = "f";

	private final Action.Backfill action;

	private final Leadership leadership;

	private final BackfillStore store;

	private final PartQuery parts;

	private final IndexedColumns indexed;

	private final ControlStore operator;

	private final Limits limits;

	private final Duration batchTime;

	private final FillProgress progress;

	private final UserTriggers userTriggers;

	private final boolean onlyFillable;

	private final Consumer<Batch.Done> batches;

	/** IDs of the transactions of the current pass that wrote rows. */
	private final Set<Long> transactions = new HashSet<>();

	private @Nullable Pacing betweenPasses;

	TableFiller(Action.Backfill action, StepContext context, Duration batchTime, boolean userTriggersMayFire,
			FillProgress progress) {
		this.action = action;
		this.onlyFillable = BackfillRunner.isSelective(context.step().phase());
		this.leadership = context.leadership();
		this.store = new BackfillStore(this.leadership.jdbc(), context.run(), context.step().id(),
				this.leadership.baseSchema());
		this.parts = new PartQuery(this.leadership.jdbc());
		this.indexed = new IndexedColumns(this.leadership.jdbc());
		this.operator = new ControlStore(this.leadership.jdbc(), this.leadership.baseSchema());
		this.limits = Limits.of(this.leadership.deadlockMillis(), context.ladder().timeout(context.step()).toMillis());
		this.batchTime = context.step().hints().batchTime(batchTime);
		this.progress = progress;
		this.batches = (batch) -> {
			if (batch.rows() > 0) {
				this.transactions.add(batch.transaction());
			}
			context.listener()
				.onEvent(
						new BatchFilled(this.leadership.baseSchema(), context.step().id(), batch.rows(), batch.took()));
		};
		this.userTriggers = new UserTriggers(this.leadership, context.run(), userTriggersMayFire);
	}

	/** Partitions may be added while others are filled. */
	void fill() {
		this.progress.begin();
		for (Map<Part, PartRow> unfinished = unfinished(); !unfinished.isEmpty(); unfinished = unfinished()) {
			unfinished.forEach(this::fill);
		}
	}

	/**
	 * Visits every row again. Rows that have a value are not changed.
	 * @return the IDs of the transactions that wrote rows
	 */
	Set<Long> fillAgain() {
		this.transactions.clear();
		this.leadership.inTransaction(() -> {
			List<Part> all = this.parts.partsOf(this.action.schema(), this.action.table());
			this.store.begin(all);
			all.forEach(this.store::restart);
		});
		fill();
		return Set.copyOf(this.transactions);
	}

	private Map<Part, PartRow> unfinished() {
		return this.leadership.inTransaction(() -> {
			List<Part> all = this.parts.partsOf(this.action.schema(), this.action.table());
			all.forEach(TableFiller::requireLocal);
			this.store.begin(all);
			Map<String, PartRow> rows = this.store.read(all);
			Map<Part, PartRow> unfinished = new LinkedHashMap<>();
			for (Part part : all) {
				PartRow row = row(rows, part);
				tell(part, row);
				if (!row.isDone()) {
					unfinished.put(part, row);
				}
			}
			return unfinished;
		});
	}

	private static PartRow row(Map<String, PartRow> rows, Part part) {
		return Objects.requireNonNull(rows.get(part.name()));
	}

	private void tell(Part part, PartRow row) {
		this.progress.part(part.name(), row.rowsDone(), row.isDone() ? row.rowsDone() : Math.round(part.rows()));
	}

	/** A foreign table has no pages here, and would seem to be filled. */
	private static void requireLocal(Part part) {
		if (FOREIGN_TABLE.equals(part.kind())) {
			throw new BackfillFailedException(
					"%s is a foreign table, whose rows cannot be filled in batches. Fill it on its own server, or detach it."
						.formatted(part.name()),
					null);
		}
	}

	private void fill(Part part, PartRow begun) {
		this.userTriggers.requireAsPlanned(part);
		PartRow row = begun;
		if (row.fileNode() != part.fileNode()) {
			fields(part).on(logger.atInfo())
				.log("{} was rewritten since its backfill began; it begins again", part.name());
			this.store.restart(part);
			row = this.store.read(part);
		}
		Batch batch = new Batch(this.leadership, this.store, part,
				new FillStatements(this.action, part, this.indexed.assignable(part, this.action.columns())),
				this.limits, this.userTriggers.areSilenced());
		try {
			new PartFiller(this.leadership, part, row, batch, pacing(waits(List.of(part))), this.progress, this.batches,
					this.action.trial() != null, this.onlyFillable)
				.fill();
		}
		catch (Batch.RewrittenException ex) {
			logger.debug("{} got another file", part.name(), ex);
		}
		catch (BackfillFailedException ex) {
			if (exists(part)) {
				throw ex;
			}
			fields(part).on(logger.atInfo()).log("{} is no longer a partition of {}", part.name(), this.action.table());
		}
	}

	private LogFields fields(Part part) {
		return LogFields.of(this.leadership.baseSchema()).table(part.name());
	}

	private boolean exists(Part part) {
		return this.parts.partsOf(this.action.schema(), this.action.table())
			.stream()
			.anyMatch((other) -> other.oid() == part.oid());
	}

	/**
	 * Waits for clients that leave values out, longer each time.
	 * @param reason why this is necessary
	 */
	void awaitClients(String reason) {
		List<Part> all = this.leadership
			.inTransaction(() -> this.parts.partsOf(this.action.schema(), this.action.table()));
		RecordedWaits waits = waits(all);
		if (this.betweenPasses == null) {
			this.betweenPasses = pacing(waits);
		}
		this.betweenPasses.awaitOthers(reason);
		waits.resumed();
	}

	private RecordedWaits waits(List<Part> waiting) {
		return new RecordedWaits(this.store, waiting, this.progress);
	}

	private Pacing pacing(RecordedWaits waits) {
		return new Pacing(this.operator, this.leadership.stopSignal(), this.limits, this.batchTime, waits);
	}

}
