package io.github.versionedschema.testing.shop;

import org.springframework.data.repository.ListCrudRepository;

public interface ClientRepository extends ListCrudRepository<Client, Long> {

}
