package io.github.versionedschema.testing.shop;

import javax.sql.DataSource;

import io.github.versionedschema.test.CatalogueSnapshot;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.NestedTestConfiguration;
import org.springframework.test.context.NestedTestConfiguration.EnclosingConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each kind of test has the migrated schema in a database of its own.
 */
@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
class SliceTests {

	private static void assertThatItIsAClone(DataSource dataSource) {
		JdbcClient client = JdbcClient.create(dataSource);
		assertThat(client.sql("select current_database()").query(String.class).single())
			.startsWith("versioned_schema_test_");
		assertThat(client.sql("select current_schema()").query(String.class).single())
			.isEqualTo("public_02_name_required");
		assertThat(client.sql("select count(*) from customer").query(Long.class).single()).isZero();
		assertThat(CatalogueSnapshot.of(ConnectionOfAContainer.DATABASE, "public").lines())
			.noneMatch((line) -> line.startsWith("relation"));
	}

	@Nested
	@JdbcTest
	@Import(ConnectionOfAContainer.class)
	class Jdbc {

		@Test
		void usesAClone(@Autowired DataSource dataSource, @Autowired JdbcClient client) {
			assertThatItIsAClone(dataSource);
			assertThat(
					client.sql("insert into customer (name) values ('Mary') returning id").query(Long.class).single())
				.isEqualTo(1);
		}

	}

	@Nested
	@DataJdbcTest
	@Import(ConnectionOfAContainer.class)
	class DataJdbc {

		@Test
		void usesAClone(@Autowired DataSource dataSource, @Autowired ClientRepository clients) {
			assertThatItIsAClone(dataSource);
			assertThat(clients.save(new Client(null, "Mary")).id()).isPositive();
		}

	}

	@Nested
	@DataJpaTest
	@Import(ConnectionOfAContainer.class)
	class DataJpa {

		@Test
		void usesAClone(@Autowired DataSource dataSource, @Autowired CustomerRepository customers) {
			assertThatItIsAClone(dataSource);
			assertThat(customers.saveAndFlush(new Customer("Mary")).getId()).isPositive();
		}

	}

	@Nested
	@SpringBootTest
	@Import(ConnectionOfAContainer.class)
	class WholeApplication {

		@Test
		void usesAClone(@Autowired DataSource dataSource, @Autowired CustomerRepository customers,
				@Autowired ClientRepository clients) {
			assertThatItIsAClone(dataSource);
			long id = customers.save(new Customer("Mary")).getId();
			assertThat(clients.findById(id)).map(Client::name).hasValue("Mary");
			clients.deleteAll();
		}

	}

}
