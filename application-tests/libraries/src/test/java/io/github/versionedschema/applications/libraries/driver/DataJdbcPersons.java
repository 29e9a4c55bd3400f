package io.github.versionedschema.applications.libraries.driver;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.versionedschema.applications.libraries.Person;
import io.github.versionedschema.applications.libraries.Persons;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.repository.CrudRepository;

/**
 * Customers through a repository of Spring Data JDBC.
 *
 * @param <E> the aggregate
 */
public record DataJdbcPersons<E extends StoredPerson>(CrudRepository<E, Long> repository,
		Supplier<E> newEntity) implements Persons {

	@Override
	public List<Person> add(List<Person> persons) {
		List<E> entities = persons.stream().map((person) -> {
			E entity = this.newEntity.get();
			entity.change(person);
			return entity;
		}).toList();
		this.repository.saveAll(entities);
		return entities.stream().map(StoredPerson::toPerson).toList();
	}

	@Override
	public void change(Person person) {
		withRetries(person.id(), (entity) -> entity.change(person));
	}

	@Override
	public void visit(long id) {
		withRetries(id, StoredPerson::visit);
	}

	@Override
	public Person find(long id) {
		return this.repository.findById(id).orElseThrow().toPerson();
	}

	@Override
	public void remove(long id) {
		this.repository.deleteById(id);
	}

	/**
	 * Another transaction, of any release, may have changed the row since it was read.
	 */
	private void withRetries(long id, Consumer<E> change) {
		while (true) {
			E entity = this.repository.findById(id).orElseThrow();
			change.accept(entity);
			try {
				this.repository.save(entity);
				return;
			}
			catch (OptimisticLockingFailureException ex) {
				Thread.onSpinWait();
			}
		}
	}

}
