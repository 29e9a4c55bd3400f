package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.Trial;
import io.github.versionedschema.plan.table.ClientTrials;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Identifier;

/**
 * Drops a table at complete. Until then, nothing about it changes but that the newer
 * version does not see it.
 */
public final class TableRemoval implements TableStrategy {

	private final TableWork work;

	private final Publishing publishing;

	private final List<Trial> trialsOfContract;

	private TableRemoval(TableWork work, Publishing publishing, List<Trial> trialsOfContract) {
		this.work = work;
		this.publishing = publishing;
		this.trialsOfContract = trialsOfContract;
	}

	/** Returns the removal of a table that no client uses. */
	public static TableRemoval atOnce(TableWork work) {
		return new TableRemoval(work, Publishing.NONE, List.of());
	}

	/** Returns the removal of a table under the clients of several versions. */
	public static TableRemoval underClients(TableWork work) {
		ClientTrials trials = new ClientTrials(work.scope(), work.table());
		return new TableRemoval(work,
				new Publishing(Stream
					.concat(work.sync().flows().publishFunctions().stream(),
							work.sync().rows().publishFunctions().stream())
					.toList(), List.of(), trials.ofPublish()),
				trials.ofContract());
	}

	@Override
	public Publishing publishing() {
		return this.publishing;
	}

	@Override
	public void writeComplete(Steps steps) {
		String name = this.work.name();
		List<String> statements = new ArrayList<>();
		this.work.table()
			.source()
			.inboundForeignKeys()
			.stream()
			.filter((key) -> !key.fromTable().equals(name))
			.forEach((key) -> statements.add("ALTER TABLE IF EXISTS %s DROP CONSTRAINT IF EXISTS %s"
				.formatted(Identifier.qualified(key.fromSchema(), key.fromTable()), Identifier.quote(key.name()))));
		String table = this.work.scope().table(name);
		statements.add("DROP TABLE " + table);
		steps.add("contract." + name, Phase.CONTRACT, "drop table " + name)
			.on(name)
			.locking("ACCESS EXCLUSIVE on " + name)
			.from(this.work.table().origin())
			.runs(new Action.Transaction(List.of(TableLock.exclusive(table)), statements, this.trialsOfContract));
	}

}
