package io.github.versionedschema.applications.libraries;

import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.versionedschema.applications.kotlin.CustomerBook;
import io.github.versionedschema.applications.libraries.driver.DataJdbcPersons;
import io.github.versionedschema.applications.libraries.driver.JdbcClientPersons;
import io.github.versionedschema.applications.libraries.driver.JdbcTemplatePersons;
import io.github.versionedschema.applications.libraries.driver.JooqPersons;
import io.github.versionedschema.applications.libraries.driver.JpaPersons;
import io.github.versionedschema.applications.libraries.driver.KotlinPersons;
import io.github.versionedschema.applications.libraries.driver.MyBatisPersons;
import io.github.versionedschema.applications.libraries.driver.NativeQueryPersons;
import io.github.versionedschema.applications.libraries.driver.R2dbcPersons;
import io.github.versionedschema.applications.libraries.driver.Shape;
import io.github.versionedschema.applications.libraries.driver.SimpleJdbcInsertPersons;
import io.github.versionedschema.applications.libraries.driver.StoredPerson;
import jakarta.persistence.EntityManager;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionDataSourceScriptDatabaseInitializer;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The clients of a release, one for each library; their beans have the libraries' names.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JdbcSessionProperties.class)
@Import(BothDrivers.class)
public class Clients {

	@Bean("JPA with identity columns")
	Client jpaIdentity(Model model, EntityManager entities, TransactionTemplate transaction) {
		return jpa(entities, transaction, model.customer(), model.newCustomer());
	}

	@Bean("JPA with sequences and batches")
	Client jpaSequence(Model model, EntityManager entities, TransactionTemplate transaction) {
		return jpa(entities, transaction, model.member(), model.newMember());
	}

	private <E extends StoredPerson> Client jpa(EntityManager entities, TransactionTemplate transaction, Class<E> type,
			Supplier<? extends StoredPerson> newEntity) {
		return new PersonsClient(new JpaPersons<>(entities, transaction, type, () -> type.cast(newEntity.get())));
	}

	@Bean("native queries of JPA")
	Client jpaNativeQuery(Model model, EntityManager entities, TransactionTemplate transaction) {
		return new PersonsClient(new NativeQueryPersons<>(entities, transaction, model.customer(), model.shape()));
	}

	@Bean("Spring Data JDBC")
	Client dataJdbc(Model model) {
		return dataJdbc(model.aggregates(), model.newAggregate());
	}

	@SuppressWarnings("unchecked")
	private <E extends StoredPerson> Client dataJdbc(CrudRepository<E, Long> repository,
			Supplier<? extends StoredPerson> newAggregate) {
		return new PersonsClient(new DataJdbcPersons<>(repository, () -> (E) newAggregate.get()));
	}

	@Bean("JdbcClient")
	Client jdbcClient(Model model, JdbcClient jdbc) {
		return new PersonsClient(new JdbcClientPersons(jdbc, model.shape()));
	}

	@Bean("JdbcTemplate with batches")
	Client jdbcTemplate(Model model, NamedParameterJdbcTemplate jdbc) {
		return new PersonsClient(new JdbcTemplatePersons(jdbc, model.shape()));
	}

	@Bean("SimpleJdbcInsert")
	Client simpleJdbcInsert(Model model, DataSource dataSource) {
		return new PersonsClient(new SimpleJdbcInsertPersons(dataSource, model.shape()));
	}

	@Bean("jOOQ")
	Client jooq(Model model, DSLContext jooq) {
		return new PersonsClient(new JooqPersons(jooq, model.customers(), model.shape()));
	}

	@Bean("MyBatis")
	Client myBatis(Model model) {
		return new PersonsClient(new MyBatisPersons(model.mapper(), model.shape()));
	}

	@Bean("Kotlin with Spring Data JDBC")
	Client kotlin(CustomerBook book) {
		return new PersonsClient(new KotlinPersons(book));
	}

	@Bean("R2DBC")
	Client r2dbc(Model model, DatabaseClient client) {
		return new PersonsClient(new R2dbcPersons(client, model.shape()));
	}

	@Bean("Spring Batch")
	Client batch(JobRepository repository, JobOperator operator, PlatformTransactionManager transactions,
			JdbcClient jdbc) {
		return new BatchClient(repository, operator, transactions, jdbc);
	}

	@Bean("Spring Session")
	Client session(JdbcTemplate jdbc, TransactionTemplate transaction) {
		return new SessionClient(new JdbcIndexedSessionRepository(jdbc, transaction));
	}

	/** Spring Boot creates it in web applications. */
	@Bean
	JdbcSessionDataSourceScriptDatabaseInitializer sessionTables(DataSource dataSource,
			JdbcSessionProperties properties) {
		return new JdbcSessionDataSourceScriptDatabaseInitializer(dataSource, properties);
	}

	@Bean("Quartz")
	Client quartz(SchedulerFactoryBean scheduler, TransactionTemplate transaction, JdbcClient jdbc) {
		return new QuartzClient(scheduler.getScheduler(), transaction, jdbc);
	}

	@Bean("ShedLock")
	Client shedLock(JdbcTemplate jdbc) {
		return new ShedLockClient(jdbc);
	}

	/** What a release's code knows about its version of the schema. */
	public record Model(Shape shape, Class<? extends StoredPerson> customer, Supplier<StoredPerson> newCustomer,
			Class<? extends StoredPerson> member, Supplier<StoredPerson> newMember,
			CrudRepository<? extends StoredPerson, Long> aggregates, Supplier<StoredPerson> newAggregate,
			Table<Record> customers, MyBatisPersons.Mapper mapper) {
	}

}
