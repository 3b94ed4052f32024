def find(): return "/tmp/x-O3-march=native.so"
