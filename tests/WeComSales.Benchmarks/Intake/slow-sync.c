/* A disk whose sync takes as long as that of an ordinary server's disk, for the intake ladder on a machine whose own
   sync takes next to nothing. Loaded before the measured programs:
     cc -shared -fPIC -o slow-sync.so slow-sync.c -ldl
     SYNC_MICROSECONDS=2000 LD_PRELOAD=$PWD/slow-sync.so dotnet …/WeComSales.Benchmarks.dll intake */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static int after(const char *name, int file)
{
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  const char *pause = getenv("SYNC_MICROSECONDS");
  if (pause) usleep((useconds_t)atoi(pause));
  return real(file);
}

int fsync(int file) { return after("fsync", file); }
int fdatasync(int file) { return after("fdatasync", file); }
