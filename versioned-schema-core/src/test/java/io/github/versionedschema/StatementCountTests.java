package io.github.versionedschema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.versionedschema.failure.MissingPrivilegeException;
import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests how many statements a start runs when there is nothing to do.
 */
@PostgresTest
class StatementCountTests {

	private final AtomicInteger statements = new AtomicInteger();

	private VersionedSchema schema(PGSimpleDataSource dataSource) {
		dataSource.setApplicationName(Leader.APPLICATION_NAME);
		return VersionedSchema
			.builder(VersionedSchemaSettings.of("public"), () -> counting(dataSource.getConnection()),
					() -> List.of(HandPlanner.migration("01_a")))
			.planner(new HandPlanner())
			.build();
	}

	private Connection counting(Connection connection) {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("createStatement") || method.getName().equals("prepareStatement")) {
						this.statements.incrementAndGet();
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	@Test
	void askingAgainForTheUsableSchemaIsOneStatementBesideThatForThePath(TestDatabase database) {
		VersionedSchema schema = schema(database.dataSource());
		assertThat(schema.usableSchema()).isNull();
		assertThat(this.statements).hasValue(2);
		schema.expand();
		assertThat(schema.usableSchema()).isEqualTo("public_01_a");
		VersionedSchema started = schema(database.dataSource());
		assertThat(started.usableSchema()).isEqualTo("public_01_a");
		this.statements.set(0);
		assertThat(started.usableSchema()).isEqualTo("public_01_a");
		assertThat(this.statements).hasValue(2);
	}

	@Test
	void expandingWithNothingToDoIsThreeStatementsBesideThatForThePath(TestDatabase database) {
		schema(database.dataSource()).expand();
		this.statements.set(0);
		assertThat(schema(database.dataSource()).expand().changed()).isFalse();
		assertThat(this.statements).hasValue(4);
	}

	@Test
	void saysWhatToGrantWhereTheJournalBelongsToAnotherRole(TestDatabase database) {
		schema(database.dataSource()).expand();
		String role = database.createRole();
		VersionedSchema other = schema(database.dataSource(role, role));
		String grant = "GRANT \"" + database.user() + "\" TO \"" + role + "\"";
		assertThatExceptionOfType(MissingPrivilegeException.class).isThrownBy(other::usableSchema)
			.satisfies((ex) -> assertThat(ex.grant()).isEqualTo(grant));
		assertThatExceptionOfType(MissingPrivilegeException.class).isThrownBy(other::status)
			.satisfies((ex) -> assertThat(ex.grant()).isEqualTo(grant));
	}

}
