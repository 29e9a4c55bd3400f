package io.github.versionedschema.backfill;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.versionedschema.event.LogFields;
import io.github.versionedschema.execute.StepContext;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills rows again that have no value. A row that a pass leaves as it was will never have
 * one. Rows that clients write meanwhile are different: until the newer version is
 * published, clients may leave their values out. They matter only to the last check
 * before publication, which repeats passes as long as there are any.
 */
final class Refilling {

	/** A partition may be attached while a pass ends. */
	private static final int TRIES = 2;

	private static final Logger logger = LoggerFactory.getLogger(Refilling.class);

	private final Action.Backfill action;

	private final StepContext context;

	private final Supplier<TableFiller> filler;

	private final MissingValues missing;

	private final String columns;

	/**
	 * Creates an instance.
	 * @param filler creates the filler, if one is needed
	 */
	Refilling(Action.Backfill action, StepContext context, Supplier<TableFiller> filler) {
		this.action = action;
		this.context = context;
		this.filler = filler;
		this.missing = new MissingValues(action, context.leadership());
		this.columns = String.join(", ", action.columns());
	}

	/**
	 * Fills the rows that have no value.
	 * @throws BackfillFailedException if a row stays without a value that it should have
	 */
	void fill() {
		long rows = this.missing.count();
		if (rows > 0) {
			fields().rows(rows)
				.on(logger.atWarn())
				.log("{} rows of {} have no value yet of {}; filling them again", rows, this.action.table(),
						this.columns);
			fill(this.filler.get());
		}
	}

	private void fill(TableFiller filler) {
		int tries = 0;
		boolean limited = this.action.unlimited() != null;
		MissingValues.Pass pass = pass(filler);
		for (long rows = this.missing.count(); rows > 0; rows = this.missing.count()) {
			long left = this.missing.left(pass);
			tries = (left > 0) ? tries + 1 : 0;
			if (tries == TRIES) {
				throw this.missing.failure(left, pass);
			}
			if (left == 0 && this.context.step().phase() != Phase.PROVE) {
				return;
			}
			if (left == 0 && limited) {
				removeLimit(rows);
				limited = false;
			}
			else if (left == 0) {
				filler.awaitClients(writtenMeanwhile(rows));
			}
			pass = pass(filler);
		}
	}

	private MissingValues.Pass pass(TableFiller filler) {
		String before = this.missing.visible();
		return new MissingValues.Pass(before, filler.fillAgain());
	}

	private void removeLimit(long rows) {
		Action.Transaction unlimited = Objects.requireNonNull(this.action.unlimited());
		this.context.ladder().message(this.context.step(), unlimited, List.of());
		fields().rows(rows)
			.on(logger.atInfo())
			.log("{}; from now on, large transactions compute all values", writtenMeanwhile(rows));
	}

	private String writtenMeanwhile(long rows) {
		return "Clients wrote %,d rows of %s without a value of %s while the others were filled".formatted(rows,
				this.action.table(), this.columns);
	}

	private LogFields fields() {
		return LogFields.of(this.context.leadership().baseSchema())
			.phase(this.context.step().phase())
			.step(this.context.step().id())
			.table(this.context.step().table());
	}

}
