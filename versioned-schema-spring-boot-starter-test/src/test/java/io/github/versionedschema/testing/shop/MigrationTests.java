package io.github.versionedschema.testing.shop;

import io.github.versionedschema.testing.SchemaMigrations;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

@JdbcTest
@Import(ConnectionOfAContainer.class)
class MigrationTests {

	@Test
	void theReleaseBeforeKeepsWorking(@Autowired SchemaMigrations migrations) {
		assertThat(migrations).withRows("insert into customer (name) values ('Mary Ann Smith'), (null)")
			.older("stores a customer without a name",
					(release) -> release.sql("insert into customer (name) values (null)").update())
			.newer("reads the names of all customers",
					(release) -> assertThat(release.sql("select name from customer").query(String.class).list())
						.doesNotContainNull())
			.keepReleaseWorking("02_name_required");
	}

}
