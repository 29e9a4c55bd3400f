package io.github.versionedschema;

import io.github.versionedschema.journal.JournalReader;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.PolledJournal;
import io.github.versionedschema.journal.RunRow.Phase;
import io.github.versionedschema.journal.VersionRow;
import io.github.versionedschema.test.PostgresTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class PolledJournalTests extends FacadeTests {

	@Test
	void readsTheStateAgainOnlyAfterAChange() {
		this.database.jdbc().sql("create table t (id int primary key)").update();
		PolledJournal journal = new PolledJournal(new JournalReader(this.database.jdbc(), "public"));
		assertThat(journal.read()).isSameAs(JournalState.EMPTY);
		VersionedSchema schema = schema("01_a");
		schema.expand();
		JournalState expanded = journal.read();
		assertThat(expanded.newestRun()).hasValueSatisfying((run) -> {
			assertThat(run.phase()).isEqualTo(Phase.EXPANDED);
			assertThat(run.plan().steps()).isNotEmpty();
		});
		assertThat(journal.read()).isSameAs(expanded);
		schema.pause();
		assertThat(journal.read()).isNotSameAs(expanded).extracting(JournalState::paused).isEqualTo(true);
		schema.complete(false);
		JournalState completed = journal.read();
		assertThat(completed.runs()).isEmpty();
		assertThat(completed.versions()).extracting(VersionRow::name).containsExactly("01_a");
		assertThat(journal.read()).isSameAs(completed);
	}

}
