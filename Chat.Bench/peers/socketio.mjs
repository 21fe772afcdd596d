import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { insert, ready } from './store.mjs';

const http = createServer();
const io = new Server(http);

io.on('connection', socket => {
  const name = socket.handshake.auth.name;

  socket.on('join', (room, acknowledge) => {
    socket.join(room);
    acknowledge(true);
  });

  socket.on('message', async ({ room, text }, acknowledge) => {
    try {
      const message = await insert(room, name, text);
      acknowledge({ message });
      io.to(room).emit('message', message);
    } catch (error) {
      acknowledge({ error: error.message });
    }
  });
});

ready(http);
