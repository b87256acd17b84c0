"""What `make audit` measures with: Lighthouse, the Nu HTML checker, and a browser that counts bytes."""
