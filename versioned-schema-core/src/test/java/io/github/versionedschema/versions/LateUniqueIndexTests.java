package io.github.versionedschema.versions;

import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests unique indexes that are built only after the older version is removed.
 */
@PostgresTest
class LateUniqueIndexTests {

	@Test
	void duplicatesOfAnOlderVersionStopCompleteBeforeItIsRemoved(TestDatabase database) {
		Releases releases = Releases.installed(database,
				"create table users (id int primary key, mail text); insert into users values (1, 'a'), (2, 'b');");
		releases.expand("""
				- rename_column: {table: users, from: mail, to: email}
				- create_index: {name: users_email, table: users, unique: true, columns: [{expression: lower(email)}]}
				""");
		database.jdbc().sql("insert into users values (3, 'A')").update();
		assertThatThrownBy(releases::complete).hasMessageContaining("users_email").hasMessageContaining("lower(email)");
		database.jdbc().sql("delete from users where id = 3").update();
		releases.complete();
	}

	@Test
	void duplicatesStopExpandBeforeItChangesAnything(TestDatabase database) {
		Releases releases = Releases.installed(database,
				"create table users (id int primary key, mail text); insert into users values (1, 'a'), (2, 'A');");
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		assertThatThrownBy(() -> releases.expand("""
				- rename_column: {table: users, from: mail, to: email}
				- create_index: {name: users_email, table: users, unique: true, columns: [{expression: lower(email)}]}
				""")).hasMessageContaining("users_email").hasMessageContaining("lower(email)");
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(before)).isEmpty();
		database.jdbc().sql("delete from users where id = 2").update();
		releases.expand();
		releases.complete();
	}

}
